// Types of cache.mjs, as far as TypeScript uses it.
export function node24(): Promise<string>;
export function openclaw(version?: string): Promise<string>;
