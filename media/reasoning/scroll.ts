/** Keeps the newest text in view until the user scrolls up, and offers the way back. */
import { button, element, icon } from "./element";

/** Pixels from the bottom that still count as being there. */
const nearness = 24;

export class Follower {
	readonly jump: HTMLButtonElement;
	readonly #scroller: HTMLElement;
	#isFollowing = true;
	#isGrowing = false;
	#lastTop = 0;

	constructor(scroller: HTMLElement, content: HTMLElement) {
		this.#scroller = scroller;
		const label = element("span", {}, icon("down"), "Jump to latest");
		this.jump = button(label, () => this.follow(), { look: "jump" });
		this.jump.hidden = true;
		scroller.addEventListener("scroll", () => this.#onScroll(), { passive: true });
		// Told after layout and before paint: following costs no layout of its own.
		const observer = new ResizeObserver(() => this.#onResize());
		observer.observe(content);
		observer.observe(scroller);
	}

	get position(): number | null {
		return this.#isFollowing ? null : this.#scroller.scrollTop;
	}

	/** Whether text is still being added: only then is there a latest to jump to. */
	set isGrowing(isGrowing: boolean) {
		this.#isGrowing = isGrowing;
		this.#showJump();
	}

	follow(): void {
		this.#isFollowing = true;
		this.#toBottom();
		this.#showJump();
	}

	/** Stays where it is, or goes to `top`. */
	release(top?: number): void {
		this.#isFollowing = false;
		if (top !== undefined) {
			this.#scroller.scrollTop = top;
		}
		this.#lastTop = this.#scroller.scrollTop;
		this.#showJump();
	}

	/** Brings the beginning of what came last into view if it does not fit whole; only while following. */
	settleAt(target: HTMLElement): void {
		if (this.#isFollowing && target.offsetHeight > this.#scroller.clientHeight) {
			target.scrollIntoView({ block: "start" });
			this.release();
		}
	}

	#onScroll(): void {
		const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
		if (scrollHeight - scrollTop - clientHeight <= nearness) {
			this.#isFollowing = true;
		} else if (scrollTop < this.#lastTop) {
			this.#isFollowing = false;
		}
		this.#lastTop = scrollTop;
		this.#showJump();
	}

	#onResize(): void {
		if (this.#isFollowing) {
			this.#toBottom();
		}
	}

	#toBottom(): void {
		this.#scroller.scrollTop = this.#scroller.scrollHeight;
		this.#lastTop = this.#scroller.scrollTop;
	}

	#showJump(): void {
		this.jump.hidden = this.#isFollowing || !this.#isGrowing;
	}
}
