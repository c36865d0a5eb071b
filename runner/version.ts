// The version of the package, as reports and the client name it.

export const VERSION = '0.1.0';
