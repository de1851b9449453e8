/** Bytes a second that a GPU reads of its memory, as its vendor says: it is not measured. */
import type { MachineGpu } from "../protocol/catalogue";

/** `mainBandwidth` was measured, and is what a GPU has that shares the main memory and is not known by its name. */
export function gpuBandwidth({ isUnified, memory, name }: MachineGpu, mainBandwidth: number): number {
	const known = knownCards.find(([card]) => hasWords(name, card));
	if (known) return known[1] * 1e9;
	if (isUnified) return mainBandwidth;
	// Cards of the last years can read their whole memory 25 to 45 times a second; the slowest are hardly worth less.
	return Math.max(slowestCard, readsPerSecond * memory);
}

const readsPerSecond = 25;
const slowestCard = 100e9;

function hasWords(name: string, words: string): boolean {
	return ` ${name.replaceAll(/[()]/g, " ")} `.toLowerCase().includes(` ${words.toLowerCase()} `);
}

/** GB a second, from the vendors' data sheets; a longer name stands before a shorter one that it begins with. */
const knownCards: readonly (readonly [name: string, bandwidth: number])[] = [
	["RTX 5090 Laptop", 896],
	["RTX 5090", 1792],
	["RTX 5080 Laptop", 896],
	["RTX 5080", 960],
	["RTX 5070 Ti Laptop", 672],
	["RTX 5070 Ti", 896],
	["RTX 5070 Laptop", 384],
	["RTX 5070", 672],
	["RTX 5060 Laptop", 384],
	["RTX 5060 Ti", 448],
	["RTX 5060", 448],
	["RTX 4090 Laptop", 576],
	["RTX 4090", 1008],
	["RTX 4080 Laptop", 432],
	["RTX 4080", 717],
	["RTX 4070 Laptop", 256],
	["RTX 4070 Ti SUPER", 672],
	["RTX 4070", 504],
	["RTX 4060 Laptop", 256],
	["RTX 4060", 272],
	["RTX 3090", 936],
	["RTX 3080 Laptop", 448],
	["RTX 3080", 760],
	["RTX 3070", 448],
	["RTX 3060 Laptop", 336],
	["RTX 3060", 360],
	["H200", 4800],
	["H100 PCIe", 2000],
	["H100", 3350],
	["A100", 1555],
	["RX 9070", 640],
	["RX 7900 XTX", 960],
	["RX 7900 XT", 800],
	["RX 7800 XT", 624],
	["RX 7600", 288],
	["Apple M1 Ultra", 800],
	["Apple M1 Max", 400],
	["Apple M1 Pro", 200],
	["Apple M1", 68],
	["Apple M2 Ultra", 800],
	["Apple M2 Max", 400],
	["Apple M2 Pro", 200],
	["Apple M2", 100],
	["Apple M3 Ultra", 819],
	["Apple M3 Max", 300],
	["Apple M3 Pro", 150],
	["Apple M3", 100],
	["Apple M4 Max", 410],
	["Apple M4 Pro", 273],
	["Apple M4", 120],
	["Apple M5", 153],
];
