/** Such as `7 MB` or `4.7 GB`. */
export function sizeText(bytes: number): string {
	return bytes < 1e8 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
