/** From 1, for what one of `total` has, down to 0, for what all of them have: inverse document frequency. */
export function rarity(count: number, total: number): number {
	if (count <= 1) return 1;
	if (count >= total) return 0;
	return Math.log((total + 1) / (count + 0.5)) / Math.log((total + 1) / 1.5);
}
