/**
 * Reads what a model's file says of it, and so checks that it is all there before anything else reads it: llama.cpp and
 * the library trust the lengths that a header gives, and a download that was cut off is the most frequent fault.
 */
import { type FileHandle, open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { readGgufHeader } from "../model/ggufHeader";
import { impossible } from "../model/impossible";
import { describeModelFile, type ModelFile, type ModelPart } from "../model/modelFile";
import { EngineError } from "./engine";

/** Throws {@link EngineError} unless each part of the model exists, is a GGUF, and is as long as its table of tensors says. */
export async function readModelFile(path: string): Promise<ModelFile> {
	const parts: ModelPart[] = [];
	for (const part of modelParts(path)) parts.push(await readPart(part));
	const model = describeModelFile(parts, basename(path, ".gguf"));
	checkPartCount(path, parts.length, model);
	const fault = impossible(model);
	if (fault === undefined) return model;
	throw new EngineError(
		"notGguf",
		`${basename(path)} is damaged: ${fault}. Download it again, or select another file.`,
	);
}

/** Big models come in files named `…-00001-of-00003.gguf`; llama.cpp is given the first one and finds the others. */
function modelParts(path: string): string[] {
	const match = /^(?<stem>.*-)\d{5}-of-(?<count>\d{5})\.gguf$/.exec(path);
	if (!match?.groups) return [path];
	const { stem = "", count = "1" } = match.groups;
	return Array.from(
		{ length: Number(count) },
		(_, index) => `${stem}${String(index + 1).padStart(5, "0")}-of-${count}.gguf`,
	);
}

function checkPartCount(path: string, found: number, { metadata }: ModelFile): void {
	const count = metadata.get("split.count");
	if (typeof count !== "number" || count <= 1 || count === found) return;
	throw new EngineError(
		"notFound",
		`${basename(path)} is one of ${count} files of a model, and its name does not say where the others are. ` +
			"Give all of them the names that they were published with, which end in -00001-of-00003.gguf or the like.",
	);
}

async function readPart(path: string): Promise<ModelPart> {
	const file = await openFile(path);
	try {
		const { size } = await file.stat();
		const read = (offset: number, length: number): Promise<Uint8Array> => readBytes(file, offset, length);
		const result = await readGgufHeader({ name: basename(path), size, read });
		if (result.kind === "header") return { header: result.header, bytes: size };
		throw new EngineError(result.reason, result.message);
	} finally {
		await file.close();
	}
}

async function readBytes(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
	return buffer.subarray(0, bytesRead);
}

async function openFile(path: string): Promise<FileHandle> {
	try {
		// Not opened before it is known to be a file: opening a named pipe would wait for who writes to it.
		if ((await stat(path)).isFile()) return await open(path);
	} catch (cause) {
		throw new EngineError("notFound", `The model file ${path} cannot be opened. Select a GGUF file that exists.`, {
			cause,
		});
	}
	throw new EngineError("notFound", `${path} is a folder, not a file. Select the GGUF file in it.`);
}
