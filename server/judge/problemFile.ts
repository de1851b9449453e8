/** Reads a file of problems in LiveCodeBench's format: an object on each line, or one array of them. */
import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { type Problem, ProblemError } from "../benchmark/problem";
import { parseProblem } from "../benchmark/problemFormat";
import { fingerprintOf, type ProblemSet, problemSet } from "../benchmark/problemSet";

/** Bytes of one line, and of a file that is an array: LiveCodeBench's largest line has some 30 MB. */
const maxLine = 128 * 1024 * 1024;
const maxArray = 64 * 1024 * 1024;
/** Some times what LiveCodeBench has. */
const maxProblems = 5000;
const chunkSize = 1024 * 1024;

/** Of the file the first problems, `limit` of them at most. Throws {@link ProblemError}. */
export async function readProblemFile(path: string, limit: number | null, signal: AbortSignal): Promise<ProblemSet> {
	const name = basename(path);
	const file = await openFile(path, name);
	try {
		const most = Math.min(limit ?? maxProblems, maxProblems);
		const first = await firstCharacter(file);
		if (first === "[") return problemSet(name, await readArray(file, name, most));
		if (first !== "{")
			throw new ProblemError(`${name} is no file of problems: it is neither JSON lines nor a JSON array. ${advice}`);
		return await indexLines(file, { path, name }, most, signal);
	} finally {
		await file.close();
	}
}

const advice =
	"Choose one in LiveCodeBench's format, such as test6.jsonl of livecodebench/code_generation_lite on Hugging Face.";

async function openFile(path: string, name: string): Promise<FileHandle> {
	try {
		return await open(path);
	} catch (error) {
		throw new ProblemError(`${name} cannot be opened: ${error instanceof Error ? error.message : error}. ${advice}`);
	}
}

async function firstCharacter(file: FileHandle): Promise<string> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
	return buffer
		.toString("utf8", 0, bytesRead)
		.replace(/^\uFEFF/, "")
		.trimStart()
		.charAt(0);
}

async function readArray(file: FileHandle, name: string, limit: number): Promise<Problem[]> {
	const { size } = await file.stat();
	if (size > maxArray) {
		throw new ProblemError(
			`${name} is an array of ${Math.round(size / 1e6)} MB. Put each problem on a line of its own.`,
		);
	}
	const bytes = Buffer.alloc(size);
	await file.read(bytes, 0, size, 0);
	const list = parseJson(bytes, name);
	if (!Array.isArray(list) || list.length === 0) throw new ProblemError(`${name} holds no problem. ${advice}`);
	return list.slice(0, limit).map((value: unknown, at) => checked(value, `Problem ${at + 1} of ${name}`));
}

interface Place {
	readonly start: number;
	readonly length: number;
}

/** Reads each line once, to see that it is a problem, and keeps but its place. */
async function indexLines(
	file: FileHandle,
	{ name, path }: { readonly name: string; readonly path: string },
	limit: number,
	signal: AbortSignal,
): Promise<ProblemSet> {
	const places: Place[] = [];
	const seen: Pick<Problem, "content" | "id">[] = [];
	let number = 0;
	for await (const { bytes, start } of linesOf(file, name)) {
		signal.throwIfAborted();
		number++;
		if (bytes.toString("utf8").trim() === "") continue;
		const where = `Line ${number} of ${name}`;
		const { content, id } = checked(parseJson(bytes, where), where);
		places.push({ start, length: bytes.length });
		seen.push({ content, id });
		if (places.length >= limit) break;
	}
	return {
		file: name,
		fingerprint: fingerprintOf(seen),
		count: places.length,
		load: (index) => loadLine(path, name, places[index], seen[index]?.id),
	};
}

async function loadLine(
	path: string,
	name: string,
	place: Place | undefined,
	id: string | undefined,
): Promise<Problem> {
	if (!place) throw new RangeError(`${name} has no such problem.`);
	const file = await openFile(path, name);
	try {
		const bytes = Buffer.alloc(place.length);
		await file.read(bytes, 0, place.length, place.start);
		const problem = checked(parseJson(bytes, `A line of ${name}`), `A line of ${name}`);
		if (problem.id === id) return problem;
		throw new ProblemError(`${name} has changed meanwhile. Benchmark again.`);
	} finally {
		await file.close();
	}
}

interface Line {
	readonly bytes: Buffer;
	/** Offset in the file. */
	readonly start: number;
}

async function* linesOf(file: FileHandle, name: string): AsyncGenerator<Line> {
	let held: Buffer[] = [];
	let start = 0;
	let position = 0;
	for (;;) {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkSize), 0, chunkSize, position);
		const chunk = buffer.subarray(0, bytesRead);
		let from = 0;
		for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
			yield { bytes: Buffer.concat([...held, chunk.subarray(from, end)]), start };
			held = [];
			from = end + 1;
			start = position + from;
		}
		held.push(chunk.subarray(from));
		position += bytesRead;
		if (position - start > maxLine)
			throw new ProblemError(`${name} has a line of more than ${maxLine / 1024 ** 2} MB. ${advice}`);
		if (bytesRead === 0) break;
	}
	if (position > start) yield { bytes: Buffer.concat(held), start };
}

function parseJson(bytes: Buffer, where: string): unknown {
	try {
		return JSON.parse(bytes.toString("utf8").replace(/^\uFEFF/, ""));
	} catch {
		throw new ProblemError(`${where} is not JSON. ${advice}`);
	}
}

function checked(value: unknown, where: string): Problem {
	try {
		return parseProblem(value);
	} catch (error) {
		if (error instanceof ProblemError) throw new ProblemError(`${where} cannot be used: ${error.message}. ${advice}`);
		throw error;
	}
}
