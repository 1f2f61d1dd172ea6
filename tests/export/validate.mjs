// The Open XML SDK over every file of a folder in one process: what it starts with takes longer than any file.
// node validate.mjs PACKAGE FOLDER: prints, as JSON, what it finds in each file.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [entry, folder] = process.argv.slice(2);
const { default: validate } = await import(pathToFileURL(entry));
const found = {};
for (const name of (await readdir(folder)).filter((each) => each.endsWith(".docx")).sort()) {
  found[name] = await validate(await readFile(join(folder, name)), "docx", "Microsoft365");
}
process.stdout.write(JSON.stringify(found), () => process.exit(0)); // the runtime would wait for more
