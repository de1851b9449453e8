// The page of benchmarks, in an editor.
import * as vscode from "vscode";
import type { FromBenchmarkPage, ToBenchmarkPage } from "../../media/benchmark/protocol";
import { DisposableStore } from "../disposable";
import { pageHtml } from "../pageHtml";
import { reported } from "../report";
import { benchmarksMarkdown } from "./benchmarkMarkdown";
import type { Benchmarks } from "./benchmarks";
import { benchmarkView, runningView } from "./benchmarkView";
import { parseFromBenchmarkPage } from "./fromBenchmarkPage";

export class BenchmarkPanel implements vscode.Disposable {
	#panel: vscode.WebviewPanel | undefined;
	/** What lives as long as the panel. */
	#lifetime = new DisposableStore();

	constructor(
		private readonly extensionUri: vscode.Uri,
		private readonly benchmarks: Benchmarks,
		private readonly log: vscode.LogOutputChannel,
	) {}

	/** Opens the page, or brings it to the front. */
	show(): void {
		if (this.#panel) {
			this.#panel.reveal();
			return;
		}
		const media = vscode.Uri.joinPath(this.extensionUri, "dist", "media");
		const panel = vscode.window.createWebviewPanel("rationale.benchmarks", "Benchmarks", vscode.ViewColumn.Active, {
			enableScripts: true,
			localResourceRoots: [media],
		});
		const lifetime = new DisposableStore();
		this.#panel = panel;
		this.#lifetime = lifetime;
		lifetime.add(panel);
		lifetime.add(panel.onDidDispose(() => this.#forget()));
		lifetime.add(panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
		lifetime.add(this.benchmarks.onDidChange(() => this.#postAll()));
		lifetime.add(
			this.benchmarks.onDidChangeActivity(({ activity, benchmark }) =>
				this.#post({ kind: "activity", running: runningView(benchmark, activity) }),
			),
		);
		panel.webview.html = pageHtml(panel.webview, this.extensionUri, { name: "benchmark", title: "Benchmarks" });
	}

	dispose(): void {
		this.#lifetime.dispose();
	}

	#forget(): void {
		this.#panel = undefined;
		this.#lifetime.dispose();
	}

	/** A page that is hidden loses what is posted, and asks for everything when it is shown again. */
	#post(message: ToBenchmarkPage): void {
		void this.#panel?.webview.postMessage(message);
	}

	#postAll(): void {
		const { all, running } = this.benchmarks;
		this.#post({
			kind: "benchmarks",
			benchmarks: all.map(benchmarkView),
			running: running ? runningView(running.benchmark, running.activity) : null,
		});
	}

	#receive(value: unknown): void {
		const message = parseFromBenchmarkPage(value);
		if (message) {
			void reported(this.log, () => this.#handle(message));
		}
	}

	async #handle(message: FromBenchmarkPage): Promise<void> {
		switch (message.kind) {
			case "ready":
				this.#postAll();
				return;
			case "start":
				await vscode.commands.executeCommand("rationale.benchmarkModel");
				return;
			case "cancel":
				this.benchmarks.cancel();
				return;
			case "delete":
				await this.#delete(message.id);
				return;
			case "export":
				await this.#export(message);
				return;
			default:
				message satisfies never;
		}
	}

	async #delete(id: string): Promise<void> {
		const deleted = await this.benchmarks.delete(id);
		if (!deleted) {
			return;
		}
		const { effort, model } = benchmarkView(deleted);
		const undo = "Undo";
		const message = `Deleted the benchmark of ${model}, ${effort}.`;
		if ((await vscode.window.showInformationMessage(message, undo)) === undo) {
			await this.benchmarks.restore(deleted);
		}
	}

	/** Opens an unsaved document. */
	async #export({ format, ids }: Extract<FromBenchmarkPage, { kind: "export" }>): Promise<void> {
		const chosen = this.benchmarks.all.filter(({ id }) => ids.includes(id));
		const content =
			format === "json" ? JSON.stringify(chosen, undefined, "\t") : benchmarksMarkdown(chosen.map(benchmarkView));
		await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: format, content }));
	}
}
