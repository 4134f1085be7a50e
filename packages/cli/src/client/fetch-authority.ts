export { fetchCertificateAuthority as fetchAuthority } from '@devopsellence/protocol';
