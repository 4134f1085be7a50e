import { z } from 'zod';
import { DEFAULTS } from '../defaults.js';
import { fallback, inWords, optional, required } from './field.js';
import { absolutePath, hostName, name, urlPath } from './text.js';

/** Which requests from outside reach which service. */
export function ingressSchema() {
  return z.strictObject({
    hosts: required(z.array(hostName()).min(1).max(100), 'Host names that are answered.'),
    rules: required(z.array(ruleSchema()).min(1).max(500), 'Which requests go where. The longest path prefix wins.'),
    tls: optional(tlsSchema(), 'Where certificates come from.'),
    redirect_http: optional(
      z.boolean(),
      'Send plain HTTP requests to HTTPS.',
      inWords('`true` when `tls.mode` is `auto`'),
    ),
  });
}

function ruleSchema() {
  return z.strictObject({
    match: required(
      z.strictObject({
        host: required(hostName(), 'One of `hosts`.'),
        path_prefix: optional(
          urlPath(),
          'What the path of the request begins with.',
          fallback(DEFAULTS.ingress.pathPrefix),
        ),
      }),
      'Requests that the rule is for. No two rules match the same.',
    ),
    target: required(
      z.strictObject({
        service: required(name('service'), 'Service that answers.'),
        port: required(name('port'), 'Name of one of its ports.'),
      }),
      'Where they go.',
    ),
  });
}

function tlsSchema() {
  return z.strictObject({
    mode: optional(
      z.enum(['auto', 'manual', 'off']),
      'Certificates from an ACME authority, from files on the node, or none.',
      fallback(DEFAULTS.ingress.tlsMode),
    ),
    email: optional(z.email().max(254), 'Address that the authority writes to.'),
    ca_directory_url: optional(z.url({ protocol: /^https$/ }).max(1024), 'ACME directory.', inWords("Let's Encrypt")),
    ca_root_file: optional(absolutePath(), 'File on the node with the root certificate of a private authority (PEM).'),
  });
}
