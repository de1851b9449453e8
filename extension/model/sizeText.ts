/** Such as `7 MB`, `4.7 GB` or `43 GB`: in powers of ten, as hubs and file managers count. */
export function sizeText(bytes: number): string {
	return bytes < 1e8 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`;
}
