// Work beside the page: a task runs in a worker, which tells how far it is, and the page answers meanwhile.

/** @typedef {(told: {share: number, piece?: any}) => void} Progress `piece` is a part of the answer */
/** @typedef {(input: any, progress: Progress) => Promise<{answer: any, moved: ArrayBuffer[]}>} Task */
/** @typedef {{share: number, piece?: any} | {answer: any} | {fault: string}} Told what the worker tells */

/** Milliseconds within which a worker has to begin; a page that allows none may not say so. */
const PATIENCE = 4000;

/** Run a task in a worker. @param {string} script this very script, for the worker to run
 * @param {string} task a name that `serveTasks` knows @param {any} input values that travel between threads
 * @param {Progress} progress @returns {Promise<{answer: any} | null>} null where no worker is allowed; a fault of
 * the task is thrown */
export function runBeside(script, task, input, progress) {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    /** @type {Worker | undefined} */
    let worker;
    const end = () => {
      clearTimeout(patience);
      worker?.terminate();
      URL.revokeObjectURL(address);
    };
    const giveUp = () => {
      end();
      resolve(null);
    };
    const patience = setTimeout(giveUp, PATIENCE);
    try {
      worker = new Worker(address);
    } catch {
      // Sandboxed frames and some embedding pages forbid workers; the page then does the work itself.
      giveUp();
      return;
    }
    worker.onerror = giveUp;
    worker.onmessage = (/** @type {MessageEvent<Told>} */ { data }) => {
      clearTimeout(patience);
      if ("share" in data) {
        progress(data);
        return;
      }
      end();
      if ("answer" in data) resolve({ answer: data.answer });
      else reject(new Error(data.fault));
    };
    worker.postMessage({ task, input });
  });
}

/** The worker's side: answer the one message that the page sends. @param {Record<string, Task>} tasks */
export function serveTasks(tasks) {
  const scope = /** @type {any} */ (globalThis);
  const tell = (/** @type {Told} */ told, /** @type {ArrayBuffer[]} */ moved = []) => scope.postMessage(told, moved);
  scope.onmessage = async (/** @type {MessageEvent<{task: string, input: any}>} */ { data: { task, input } }) => {
    try {
      tell({ share: 0 });
      const { answer, moved } = await tasks[task](input, tell);
      tell({ answer }, moved);
    } catch (error) {
      tell({ fault: String(error) });
    }
  };
}
