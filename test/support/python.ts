import { canInstallDebianPackages, findCommand, installDebianPackages } from "./debianPackages";

/** Solutions of benchmarks are judged with it. Where it is missing and cannot be installed, the tests of that say so. */
export async function installPython(): Promise<void> {
	if (findCommand("python3", "python", "py.exe") === undefined && canInstallDebianPackages()) {
		await installDebianPackages(["python3"]);
	}
}
