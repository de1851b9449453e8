/** Reads a problem in LiveCodeBench's format, without trust: a file of problems may be any file. */
import { unpackText } from "./packedText";
import { type Problem, ProblemError, type ProblemTest } from "./problem";

/** Far more than any problem has. */
const maxTests = 1000;
/** Characters that a model is shown. */
const maxContent = 100_000;

type Fields = ReadonlyMap<string, unknown>;

/** Throws {@link ProblemError}, whose message goes on from "The problem cannot be used: ". */
export function parseProblem(value: unknown): Problem {
	const fields = fieldsOf(value);
	if (!fields) throw new ProblemError("it is not an object");
	const tests = [...testsIn(fields, "public_test_cases"), ...testsIn(fields, "private_test_cases")];
	if (tests.length === 0) throw new ProblemError("it has no tests");
	if (tests.length > maxTests) throw new ProblemError(`it has ${tests.length} tests, more than ${maxTests}`);
	const functionName = functionNameIn(fields);
	const isCalled = tests.some(({ type }) => type === "functional");
	if (isCalled && functionName === null) throw new ProblemError("its metadata names no func_name to be called");
	const content = textIn(fields, "question_content");
	if (content.length > maxContent) throw new ProblemError(`its text has more than ${maxContent} characters`);
	return {
		id: textIn(fields, "question_id"),
		title: textIn(fields, "question_title"),
		difficulty: fields.has("difficulty") ? textIn(fields, "difficulty") : "",
		content,
		starterCode: fields.has("starter_code") ? textIn(fields, "starter_code") : "",
		functionName: isCalled ? functionName : null,
		tests: tests.map(({ input, output }) => ({ input, output })),
	};
}

interface TypedTest extends ProblemTest {
	readonly type: "stdin" | "functional";
}

/** A list, or JSON of one; the hidden ones may be packed. */
function testsIn(fields: Fields, name: string): readonly TypedTest[] {
	const given = fields.get(name) ?? [];
	const list = typeof given === "string" ? listIn(given, name) : given;
	if (!Array.isArray(list)) throw new ProblemError(`its ${name} are not a list`);
	return list.map((test: unknown, at) => parseTest(test, `test ${at + 1} of its ${name}`));
}

function listIn(text: string, name: string): unknown {
	if (text.trim() === "") return [];
	const isPacked = name === "private_test_cases" && !text.trimStart().startsWith("[");
	try {
		return JSON.parse(isPacked ? unpackText(text) : text);
	} catch (error) {
		if (error instanceof ProblemError) throw error;
		throw new ProblemError(`its ${name} are not JSON`);
	}
}

function parseTest(value: unknown, where: string): TypedTest {
	const fields = fieldsOf(value);
	const input = fields?.get("input");
	const output = fields?.get("output");
	const type = fields?.get("testtype");
	if (typeof input !== "string" || typeof output !== "string") {
		throw new ProblemError(`${where} has no input and output`);
	}
	if (type !== "stdin" && type !== "functional") throw new ProblemError(`${where} is neither stdin nor functional`);
	return { input, output, type };
}

/** Of the metadata, an object or JSON of one. */
function functionNameIn(fields: Fields): string | null {
	const given = fields.get("metadata") ?? {};
	const name = fieldsOf(typeof given === "string" ? parsed(given) : given)?.get("func_name") ?? null;
	if (name === null) return null;
	if (typeof name === "string" && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) return name;
	throw new ProblemError("its func_name is not a name");
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		throw new ProblemError("its metadata is not JSON");
	}
}

function textIn(fields: Fields, name: string): string {
	const value = fields.get(name);
	if (typeof value === "string") return value;
	throw new ProblemError(`it has no ${name}`);
}

function fieldsOf(value: unknown): Fields | undefined {
	return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
}
