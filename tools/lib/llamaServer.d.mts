// Types of llamaServer.mjs.
export function llamaServer(): Promise<{
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}>;
