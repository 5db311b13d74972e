// Renews media/screenshot.png: the picture that the suite in VS Code takes, in a palette of colours, which makes it a third as big.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { debianPackages } from "./lib/cache";

const root = path.join(import.meta.dirname, "..");
await debianPackages(["pngquant"]);
const target = path.join(root, "media", "screenshot.png");
const options = ["--force", "--speed", "1", "--quality", "60-90", "--strip", "--output", target];
execFileSync("pngquant", [...options, path.join(root, "out", "screenshot.png")], { stdio: "inherit" });
