import * as vscode from "vscode";
import type { Client } from "../client";
import type { DisposableStore } from "../disposable";
import { BenchmarkFolder } from "./benchmarkFolder";
import { BenchmarkPanel } from "./benchmarkPanel";
import { Benchmarks } from "./benchmarks";

/** What was measured of models, kept for all workspaces, and the page that shows it. */
export function createBenchmarks(
	{ extensionUri, globalStorageUri }: vscode.ExtensionContext,
	{
		client,
		log,
		store,
	}: { readonly client: Client; readonly log: vscode.LogOutputChannel; readonly store: DisposableStore },
): { readonly benchmarks: Benchmarks; readonly benchmarkPanel: BenchmarkPanel } {
	const folder = new BenchmarkFolder(vscode.Uri.joinPath(globalStorageUri, "benchmarks").fsPath);
	const benchmarks = store.add(new Benchmarks(client, folder));
	return { benchmarks, benchmarkPanel: store.add(new BenchmarkPanel(extensionUri, benchmarks, log)) };
}
