/** The provider of a connection, as its id tells: `linode` of `linode` and of `linode-2`. */
export function providerOf(connectionId: string): string {
  return connectionId.replace(/-\d+$/, "");
}
