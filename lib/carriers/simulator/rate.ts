/** A limit per second and key, counted in whole seconds of the clock given. */
export class PerSecond {
  private second = 0;
  private readonly counts = new Map<string, number>();

  /** Counts one; false where the limit is reached. A limit of 0 allows all. */
  allows(key: string, limit: number, now: Date): boolean {
    if (limit === 0) return true;
    const second = Math.floor(now.getTime() / 1000);
    if (second !== this.second) {
      this.second = second;
      this.counts.clear();
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count <= limit;
  }
}
