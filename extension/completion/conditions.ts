import * as vscode from "vscode";
import { isSecret } from "../../server/protocol/secrets";
import type { Config } from "../config";
import type { Battery } from "./battery";
import { type Permission, permissionIn } from "./permission";

/** What decides on completions, as it is now. */
export class Conditions {
	constructor(
		private readonly config: Config,
		private readonly battery: Battery,
	) {}

	permission(document: vscode.TextDocument, { isExplicit }: { readonly isExplicit: boolean }): Permission {
		const automatic = this.config.automaticCompletions();
		const saving = this.config.completionSaving();
		// The battery is nobody's concern where it changes nothing.
		const isBatteryAsked = !isExplicit && automatic !== "off" && saving !== "off";
		return permissionIn({
			isExplicit,
			automatic,
			hasModel: this.config.hasCompletionModel(),
			isSecret: isSecret(document.uri.path),
			isFocused: vscode.window.state.focused,
			isOnBattery: isBatteryAsked && this.battery.isInUse(),
			saving,
		});
	}
}
