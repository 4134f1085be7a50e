/** The product's version; one for all programs, as they are released together. */
export const VERSION = '0.1.0';
