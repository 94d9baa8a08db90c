/** Every credential that the fake's sources carry. Each begins with this, so that it can be looked for in what reaches a browser. */
export const SECRET_MARK = "cycle-secret-";

export const SECRETS = {
  hubToken: `${SECRET_MARK}hub-token`,
  registryToken: `${SECRET_MARK}registry-token`,
  registryPassword: `${SECRET_MARK}registry-password`,
  gitPassword: `${SECRET_MARK}git-password`,
  sshPassphrase: `${SECRET_MARK}ssh-passphrase`,
  sshKey: `-----BEGIN OPENSSH PRIVATE KEY-----\n${SECRET_MARK}ssh-key\n-----END OPENSSH PRIVATE KEY-----`,
  parentToken: `${SECRET_MARK}parent-token`,
  archiveToken: `${SECRET_MARK}archive-token`,
  ociToken: `${SECRET_MARK}oci-token`,
  ecrSecret: `${SECRET_MARK}ecr-secret`,
  webhookToken: `${SECRET_MARK}webhook-token`,
  uploadToken: `${SECRET_MARK}upload-token`,
  buildArgument: `${SECRET_MARK}build-argument`,
} as const;
