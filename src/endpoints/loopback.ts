// Connections that cannot leave this machine, whatever a name service says of `localhost`.
import { isIP } from "node:net";
import { buildConnector } from "undici";

/** Where programs of this machine listen. */
const addresses = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
] as const;

/** Whether an IP address is one of this machine's own: 127.0.0.0/8, also as IPv6 has it, and ::1. */
export function isLoopbackAddress(address: string): boolean {
  const plain = address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
  return plain === "::1" || (isIP(plain) === 4 && plain.startsWith("127."));
}

/** Why no connection was made: the address is not on this machine. */
class NotLoopbackError extends Error {
  readonly code = "ECONNREFUSED";
}

/**
 * Connects to addresses of this machine only. Host names are not looked up: any stands for 127.0.0.1 and ::1. A socket that ends up
 * elsewhere all the same is closed before a byte is sent.
 *
 * @param timeout in ms
 */
export function loopbackConnector(timeout: number): buildConnector.connector {
  const connect = buildConnector({
    timeout,
    lookup: (_name, { all, family }, callback) => {
      const fitting = addresses.filter((each) => !family || each.family === Number(String(family).replace("IPv", "")));
      const [first = addresses[0]] = fitting;
      if (all) callback(null, [...fitting]);
      else callback(null, first.address, first.family);
    },
  });
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0 && !isLoopbackAddress(host)) {
      callback(new NotLoopbackError(`${host} is not on this machine`), null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      if (socket.remoteAddress !== undefined && isLoopbackAddress(socket.remoteAddress)) return callback(null, socket);
      socket.destroy();
      callback(new NotLoopbackError("the connection left this machine"), null);
    });
  };
}
