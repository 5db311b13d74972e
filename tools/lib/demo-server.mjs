// A small model server on loopback that answers like an OpenAI-compatible one; for trying the extension, and for its tests.
import http from "node:http";

/**
 * Starts it.
 *
 * @param models ids that it lists
 * @param port 0 for a free one
 * @returns its port, the requests it got, and how to stop it
 */
export async function startModelServer({ models = [], port = 0, key, delay = 0 } = {}) {
  const requests = [];
  const server = http.createServer((request, response) => {
    requests.push({ url: request.url, authorization: request.headers.authorization });
    const answer = () => {
      const refused = key !== undefined && request.headers.authorization !== `Bearer ${key}`;
      const known = request.url === "/v1/models";
      response.writeHead(refused ? 401 : known ? 200 : 404, { "content-type": "application/json" });
      response.end(
        JSON.stringify(
          known && !refused ? { object: "list", data: models.map((id) => ({ id, object: "model" })) } : { error: {} },
        ),
      );
    };
    setTimeout(answer, delay);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: server.address().port, requests, stop };
}
