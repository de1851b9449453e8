import { between } from "./random";

/** Another header made of one, of about the same length. */
type Mutation = (bytes: Buffer, random: () => number) => Buffer;

/** Lengths and counts where the bounds are, and far beyond. */
const lengths = [
	0n,
	1n,
	3n,
	255n,
	2n ** 16n,
	2n ** 31n - 1n,
	2n ** 32n,
	2n ** 53n,
	2n ** 61n,
	2n ** 63n,
	2n ** 64n - 1n,
];

/** What can happen to a header, and what somebody can do to it. */
export const ggufMutations: Readonly<Record<string, Mutation>> = {
	"flips bits": (bytes, random) => {
		const changed = Buffer.from(bytes);
		for (let count = between(random, 1, 8); count > 0; count--) {
			const at = between(random, 0, bytes.length - 1);
			changed.writeUInt8((changed[at] ?? 0) ^ (1 << between(random, 0, 7)), at);
		}
		return changed;
	},
	"puts lengths anywhere": (bytes, random) => {
		const changed = Buffer.from(bytes);
		const length = lengths[between(random, 0, lengths.length - 1)] ?? 0n;
		changed.writeBigUInt64LE(length, between(random, 4, bytes.length - 8));
		return changed;
	},
	"swaps stretches": (bytes, random) => {
		const changed = Buffer.from(bytes);
		const length = between(random, 1, 16);
		const [a, b] = [between(random, 4, bytes.length - length), between(random, 4, bytes.length - length)];
		bytes.copy(changed, a, b, b + length);
		bytes.copy(changed, b, a, a + length);
		return changed;
	},
	"takes stretches out": (bytes, random) => {
		const at = between(random, 0, bytes.length - 1);
		return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + between(random, 1, 40))]);
	},
	"repeats stretches": (bytes, random) => {
		const at = between(random, 0, bytes.length - 1);
		return Buffer.concat([bytes.subarray(0, at + between(random, 1, 40)), bytes.subarray(at)]);
	},
};
