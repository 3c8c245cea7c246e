/*
 * The carriers' stand-ins in a process of their own: takes the options of startSimulator as JSON in the first argument and says its address.
 * Its log file outlives whoever is killed beside it.
 */
import { startSimulator, type StartOptions } from "@/lib/carriers/simulator/server";

const { url } = await startSimulator(JSON.parse(process.argv[2]!) as StartOptions);
process.stdout.write(`${url}\n`);
// The end of whoever started it is its end too.
process.stdin.resume().once("end", () => process.exit(0));
