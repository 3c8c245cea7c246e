const WARN_MS = 60_000;
const BEAT_MS = 30_000;

export type IdleDeps = {
  now: () => number;
  /** When any tab was last used. */
  lastActive: () => number;
  noteActive: (now: number) => void;
  /** Tells the server that somebody is there. */
  beat: () => void;
  /** Ends the session. */
  leave: () => void;
  /** Seconds left, while the question stands; undefined otherwise. */
  ask: (secondsLeft: number | undefined) => void;
};

/**
 * Watches over the time without use, for all tabs together: asks a minute before it is up, ends the session when it is. The
 * server counts too; this is what makes the screen follow. Call `check` every second and when the tab is seen again.
 */
export class IdleWatch {
  private lastBeat: number;
  private own: number;
  private asking = false;
  private over = false;

  constructor(
    private readonly limitMs: number,
    private readonly deps: IdleDeps,
  ) {
    // Opening the page was use; the server knows of it.
    this.own = this.lastBeat = deps.now();
    deps.noteActive(this.own);
  }

  private get last(): number {
    return Math.max(this.own, this.deps.lastActive());
  }

  /** Somebody moved, typed or pressed. While the question stands, only its answer counts. */
  used(): void {
    const now = this.deps.now();
    if (this.over || this.asking || now - this.own < 1_000) return;
    // After a sleep the first key does not save what is over already.
    if (now - this.last >= this.limitMs) return this.check();
    this.note(now);
  }

  /** The question was answered: stay. */
  stay(): void {
    if (this.over) return;
    this.note(this.deps.now());
    this.beat();
    this.check();
  }

  check(): void {
    if (this.over) return;
    const now = this.deps.now();
    const left = this.limitMs - (now - this.last);
    if (left <= 0) {
      this.over = true;
      this.deps.leave();
      return;
    }
    const asking = left <= Math.min(WARN_MS, this.limitMs / 2);
    if (asking || this.asking) this.deps.ask(asking ? Math.ceil(left / 1_000) : undefined);
    this.asking = asking;
    if (this.own > this.lastBeat && now - this.lastBeat >= BEAT_MS) this.beat();
  }

  private note(now: number): void {
    this.own = now;
    this.deps.noteActive(now);
  }

  private beat(): void {
    this.lastBeat = this.deps.now();
    this.deps.beat();
  }
}
