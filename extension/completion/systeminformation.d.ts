// The library declares its index alone.
declare module "systeminformation/lib/battery" {
	import type { Systeminformation } from "systeminformation";

	function battery(): Promise<Systeminformation.BatteryData>;
	export = battery;
}
