// Solutions that do what models do, and what they must not be able to do, with the Python of this machine.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import type { Verdict } from "../../../server/benchmark/judge";
import type { Problem, ProblemTest } from "../../../server/benchmark/problem";
import { type Limits, PythonJudge } from "../../../server/judge/pythonJudge";

const megabyte = 1024 ** 2;
/** So many that no other process has this number on its command line. */
const memory = 512 * megabyte + 4096 * (process.pid % 10_000);
const limits: Limits = { time: 2000, totalTime: 20_000, memory };
const judge = new PythonJudge(limits);
const never = new AbortController().signal;

const echo: readonly ProblemTest[] = [{ input: "4 2\n", output: "6\n" }];
const plain: Problem = {
	id: "p",
	title: "Sum",
	difficulty: "easy",
	content: "",
	starterCode: "",
	functionName: null,
	tests: echo,
};
const called: Problem = { ...plain, functionName: "add", tests: [{ input: "[4, 2]\n3", output: "[7, 5]" }] };

function judged(code: string, problem: Problem = plain, signal = never): Promise<Verdict> {
	return judge.judge(code, problem, signal);
}

async function failure(code: string, problem: Problem = plain): Promise<string> {
	const verdict = await judged(code, problem);
	assert.equal(verdict.kind, "runtimeError", JSON.stringify(verdict));
	return verdict.kind === "runtimeError" ? verdict.message : "";
}

/** Each is a test by its statement: the code, and what becomes of it. */
type Cases = readonly (readonly [name: string, code: string, verdict: Verdict])[];
const passed: Verdict = { kind: "passed", tests: 1 };
const wrong: Verdict = { kind: "wrongAnswer", test: 1 };

suite("a program", () => {
	const cases: Cases = [
		["passes with input()", "a, b = map(int, input().split())\nprint(a + b)", passed],
		["passes with sys.stdin", "import sys\nprint(sum(map(int, sys.stdin.buffer.read().split())))", passed],
		["passes with open(0)", "print(sum(map(int, open(0).read().split())))", passed],
		["passes with /dev/stdin", "print(sum(map(int, open('/dev/stdin').read().split())))", passed],
		["passes below if __name__", "def main():\n    print(6)\nif __name__ == '__main__':\n    main()", passed],
		[
			"passes with what nobody imported",
			"a: List[int] = [int(it) for it in input().split()]\nprint(reduce(add, a))",
			passed,
		],
		["passes and leaves by exit()", "print(6)\nexit()", passed],
		["passes in a thread with a deep stack", thread(), passed],
		["passes after deep recursion", "def f(n):\n    return n and f(n - 1)\nf(20000)\nprint(6)", passed],
		["is wrong where it prints something else", "print(7)", wrong],
		["is wrong where it prints nothing", "", wrong],
		["is wrong where it leaves before it prints", "import os\nos._exit(0)\nprint(6)", wrong],
		[
			"is wrong where it asks for the answer",
			"import sys, gc\nprint([it for it in gc.get_objects() if it == '6'])",
			wrong,
		],
		["has a time limit", "while True: pass", { kind: "timeLimit", test: 1 }],
		["has a time limit while it sleeps", "import time\ntime.sleep(60)", { kind: "timeLimit", test: 1 }],
		["may not print without end", "while True: print('x' * 10000)", { kind: "outputLimit", test: 1 }],
		...(process.platform === "win32"
			? []
			: ([["has a memory limit", "a = [0]\nwhile True: a = a + a", { kind: "memoryLimit", test: 1 }]] satisfies Cases)),
	];
	for (const [name, code, verdict] of cases) {
		test(name, async () => assert.deepEqual(await judged(code), verdict));
	}

	test("says which test it fails, and is not run on those that follow", async () => {
		const tests = [...echo, { input: "1 1\n", output: "2" }, ...echo];
		assert.deepEqual(await judged("print(6)", { ...plain, tests }), { kind: "wrongAnswer", test: 2 });
	});

	test("says what it fails with", async () => {
		assert.equal(await failure("print(1 / 0)"), "ZeroDivisionError: division by zero");
		assert.match(await failure("print(6"), /^SyntaxError: /);
		assert.equal(await failure("print(6)\nraise ValueError('a\\nb')"), "ValueError: a");
		assert.match(await failure("import os\nos.abort()"), /SIGABRT|SIGSEGV/);
	});

	test("ends with the benchmark", async () => {
		const controller = new AbortController();
		const ended = judged("while True: pass", plain, controller.signal);
		controller.abort(new Error("enough"));
		await assert.rejects(ended, /enough/);
	});

	test("leaves nothing behind", async () => {
		const before = readdirSync(tmpdir()).filter((name) => name.startsWith("rationale-judge-"));
		await judged("open('notes.txt', 'w').write('x')\nprint(6)");
		const after = readdirSync(tmpdir()).filter((name) => name.startsWith("rationale-judge-"));
		assert.deepEqual(after, before);
	});
});

suite("a function", () => {
	const cases: Cases = [
		[
			"passes in a class",
			"class Solution:\n    def add(self, a: List[int], b: int):\n        return [x + b for x in a]",
			passed,
		],
		["passes alone", "def add(a, b):\n    return [x + b for x in a]", passed],
		["may return a tuple", "def add(a, b):\n    return tuple(x + b for x in a)", passed],
		["may print what it likes", "print('[7, 5]')\ndef add(a, b):\n    print('no')\n    return [7, 5]", passed],
		["is wrong where it prints and returns nothing", "def add(a, b):\n    print([7, 5])", wrong],
		["is wrong where it leaves before it returns", "import os\ndef add(a, b):\n    os._exit(0)", wrong],
		["is wrong with tuples inside", "def add(a, b):\n    return [(7, 5)]", wrong],
		["is wrong with what is no JSON", "def add(a, b):\n    return {7, 5}", wrong],
		["has a time limit", "def add(a, b):\n    while True: pass", { kind: "timeLimit", test: 1 }],
	];
	for (const [name, code, verdict] of cases) {
		test(name, async () => assert.deepEqual(await judged(code, called), verdict));
	}

	test("has to be there", async () => {
		assert.equal(await failure("def sub(a, b): pass", called), "NameError: there is no add");
		assert.equal(await failure("class Solution: pass", called), "NameError: there is no add");
	});
});

suite("a solution is kept from", () => {
	const refused: readonly (readonly [name: string, code: string])[] = [
		["processes", "import subprocess\nsubprocess.run(['true'])"],
		["a shell", "import os\nos.system('true')"],
		["other programs", "import os\nos.execv('/bin/true', ['true'])"],
		["forks", "import os\nos.fork()"],
		["forks by the back door", "import _posixsubprocess"],
		["other workers", "from multiprocessing import Process\nProcess(target=print).start()"],
		["signals to others", "import os\nos.kill(os.getppid(), 9)"],
		["native code", "import ctypes\nctypes.CDLL(None)"],
		["sockets", "import socket\nsocket.create_connection(('127.0.0.1', 1))"],
		["sites", "from urllib.request import urlopen\nurlopen('http://127.0.0.1:1/')"],
		["the user's files", "open('/etc/passwd').read()"],
		["folders", "import os\nos.listdir('/')"],
		["other processes' memory", "import os\nopen(f'/proc/{os.getppid()}/cmdline').read()"],
		["databases", "import sqlite3\nsqlite3.connect('/tmp/x.db')"],
		["deleting", "import os\nos.remove('/tmp/nothing')"],
		["renaming", "import os\nos.rename('solution.py', '/tmp/solution.py')"],
		["links", "import os\nos.symlink('/etc/passwd', 'passwd')\nprint(open('passwd').read())"],
		["Python's own files", "import string\nopen(string.__file__, 'a')"],
	];
	for (const [name, code] of refused) {
		test(name, async () => assert.match(await failure(code), /PermissionError|ModuleNotFoundError|ImportError/));
	}

	test("writing outside of its folder", async () => {
		const path = join(tmpdir(), `rationale-written-${process.pid}`);
		assert.match(await failure(`open(${JSON.stringify(path)}, 'w').write('x')`), /PermissionError/);
		assert.ok(!existsSync(path));
	});

	test("a server on this very machine", async () => {
		let connections = 0;
		const server = createServer((socket) => {
			connections++;
			socket.destroy();
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const address = server.address();
		const port = typeof address === "object" ? address?.port : 0;
		await failure(`import _socket\ns = _socket.socket()\ns.connect(('127.0.0.1', ${port}))`);
		await new Promise((resolve) => server.close(resolve));
		assert.equal(connections, 0);
	});

	test("filling the disk", async () => {
		assert.match(await failure("open('big', 'w').write('x' * 5_000_000)"), /OSError|SIGXFSZ/);
	});

	test("the environment", async () => {
		assert.deepEqual(
			await judged("import os\nprint(6 if not [it for it in os.environ if 'PATH' in it] else os.environ)"),
			passed,
		);
	});

	test("multiplying", async () => {
		const bomb =
			"import os\nwhile True:\n    try:\n        os.fork()\n    except PermissionError:\n        break\nprint(6)";
		assert.deepEqual(await judged(bomb), passed);
	});

	test("going on when it is over", async () => {
		const code = "import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()\nprint(6)";
		assert.deepEqual(await judged(code), { kind: "timeLimit", test: 1 });
		const processes = execFileSync("sh", ["-c", "cat /proc/[0-9]*/cmdline 2>/dev/null || ps -A -o args"]).toString();
		assert.ok(!processes.includes(String(memory)));
	});
});

suite("where the system isolates nothing", () => {
	const path = process.env["PATH"];
	let folder = "";
	before(() => {
		const python = execFileSync("python3", ["-c", "import sys; print(sys.executable)"]).toString().trim();
		folder = mkdtempSync(join(tmpdir(), "rationale-test-"));
		symlinkSync(python, join(folder, "python3"));
		process.env["PATH"] = folder;
	});
	after(() => {
		process.env["PATH"] = path;
		rmSync(folder, { recursive: true });
	});

	const cases: Cases = [
		["a program passes", "print(6)", passed],
		["it has a time limit", "while True: pass", { kind: "timeLimit", test: 1 }],
		["it cannot multiply", "import os\ntry:\n    os.fork()\nexcept PermissionError:\n    print(6)", passed],
		["it reaches nobody", "try:\n    import socket\nexcept PermissionError:\n    print(6)", passed],
	];
	for (const [name, code, verdict] of cases) {
		test(name, async () => assert.deepEqual(await new PythonJudge(limits).judge(code, plain, never), verdict));
	}
});

suite("where there is no Python", () => {
	test("it says how to get one", async () => {
		const path = process.env["PATH"];
		process.env["PATH"] = tmpdir();
		try {
			await assert.rejects(new PythonJudge().prepare(), /no.*on the PATH\. Install it from python\.org/s);
		} finally {
			process.env["PATH"] = path;
		}
	});
});

function thread(): string {
	return [
		"import sys, threading",
		"threading.stack_size(64 * 1024 * 1024)",
		"def main():",
		"    print(6)",
		"thread = threading.Thread(target=main)",
		"thread.start()",
		"thread.join()",
	].join("\n");
}
