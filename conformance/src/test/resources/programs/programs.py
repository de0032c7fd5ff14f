"""Makes random programs of tasks, scopes, locks and cancels, runs them, and writes what they log.

    python3 -B programs.py FIRST_SEED COUNT FILE
"""

import asyncio
import pathlib
import platform
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "scenarios"))

import harness
from harness import Boom, text

TASKS = 4


class Maker:
    """Makes the program of a seed: a list of steps for each task, a step being a list too."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.steps = 0

    def program(self):
        return [self.body(0, task, self.random.randrange(2, 6)) for task in range(TASKS)]

    def body(self, depth, task, count=None):
        count = count or self.random.randrange(1, 4 if depth else 6)
        return [self.step(depth, task) for _ in range(count)]

    def step(self, depth, task):
        self.steps += 1
        if depth >= 3 or self.random.random() < 0.6:
            return self.plain_step(task, self.steps)
        return self.block(depth + 1, task, self.steps)

    def plain_step(self, task, number):
        below = self.random.randrange
        kinds = "sleep sleep sleep yield yield cancel cancel raise log uncancel locked barrier notify"
        kinds += " event-wait event-set event-clear put get offer poll"
        kinds += " future-wait future-set future-fail future-cancel join join-shielded"
        match self.random.choice(kinds.split()):
            case "sleep":
                return ["sleep", below(4)]
            case "cancel":
                return ["cancel", below(TASKS)]
            case "notify":
                return ["notify", below(1, 3)]
            case "put" | "offer" as kind:
                return [kind, below(2), number]
            case "get" | "poll" as kind:
                return [kind, below(2)]
            case "future-set" | "future-fail" as kind:
                return [kind, below(2), number]
            case "future-wait" | "future-cancel" as kind:
                return [kind, below(2)]
            case "join" | "join-shielded" as kind:
                # Only of earlier tasks, so that none waits for itself by way of others.
                return [kind, below(task)] if task > 0 else ["yield", number]
            case kind:
                return [kind, number]

    def block(self, depth, task, number):
        below = self.random.randrange
        kinds = "lock lock semaphore condition condition-wait timeout timeout wait-for wait-for"
        kinds += " group group gather swallow finally spawn"
        match self.random.choice(kinds.split()):
            case "condition-wait":
                before, behind = self.body(depth, task, 1), self.body(depth, task, 1)
                return ["condition", number, before + [["wait"]] + behind]
            case "timeout" | "wait-for" as kind:
                # Never due in the same instant as something else: who wins then, nobody promises.
                micros = below(4) * 1_000_000 + below(1, 999_999)
                return [kind, micros, self.body(depth, task)]
            case "finally":
                return ["finally", number, self.body(depth, task), self.body(depth, task, below(1, 3))]
            case "group":
                return ["group", number] + [self.body(depth, task) for _ in range(below(1, 4))]
            case "gather":
                return ["gather", below(2)] + [self.body(depth, task) for _ in range(below(1, 4))]
            case kind:
                return [kind, number, self.body(depth, task)]


class Lock(asyncio.Lock):
    """Passes a cancelled waiter by, as every other primitive does; see `locks.py`."""

    def _wake_up_first(self):
        for waiter in self._waiters or ():
            if not waiter.cancelled():
                if not waiter.done():
                    waiter.set_result(True)
                return


class OrderedSet(dict):
    def add(self, each):
        self[each] = None

    def discard(self, each):
        self.pop(each, None)


class TaskGroup(asyncio.TaskGroup):
    """Cancels its children in the order of their creation."""

    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()


class Program:
    """Runs a program: the twin of `Program.java`."""

    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.lines = []
        self.lock = Lock()
        self.semaphore = asyncio.Semaphore(1)
        self.condition = asyncio.Condition(Lock())
        self.event = asyncio.Event()
        self.barrier = asyncio.Barrier(2)
        self.queues = [asyncio.Queue(1), asyncio.Queue()]
        self.futures = [self.loop.create_future(), self.loop.create_future()]
        self.tasks = []
        self.ended = False

    def log(self, *parts):
        if self.ended:
            return
        micros = round(self.loop.time() * 1e6)
        self.lines.append(f"{micros} " + " ".join(text(part) for part in parts))

    async def main(self, program):
        for number, body in enumerate(program):
            task = asyncio.create_task(self.child(f"t{number}", body))
            task.add_done_callback(lambda t, number=number: self.log("done", number, t))
            self.tasks.append(task)
        await asyncio.sleep(50)
        self.log_state()
        for _ in range(10):
            rest = asyncio.all_tasks() - {asyncio.current_task()}
            for task in sorted(rest, key=lambda t: t.number):
                task.cancel()
            await asyncio.sleep(10)
        self.log_state()
        self.ended = True

    def log_state(self):
        locked = [each.locked() for each in (self.lock, self.semaphore, self.condition)]
        self.log("locked", locked, "items", [queue.qsize() for queue in self.queues])

    async def child(self, who, body):
        try:
            await self.run(who, body)
        except BaseException as e:
            self.log(who, "raised", e)
            raise
        self.log(who, "ends")

    async def run(self, who, body):
        for step in body:
            await self.step(who, step)

    async def step(self, who, step):
        match step:
            case "sleep", seconds:
                await asyncio.sleep(seconds)
                self.log(who, "slept", seconds)
            case "yield", number:
                await asyncio.sleep(0)
                self.log(who, "yielded", number)
            case "log", number:
                self.log(who, "at", number, "cancelling", asyncio.current_task().cancelling())
            case "raise", number:
                raise Boom(number)
            case "cancel", task:
                self.log(who, "cancels", task, self.tasks[task].cancel())
            case "uncancel", _:
                self.log(who, "uncancel", asyncio.current_task().uncancel())
            case "join", task:
                self.log(who, "joined", await self.tasks[task])
            case "join-shielded", task:
                self.log(who, "joined", await asyncio.shield(self.tasks[task]))
            case "spawn", number, body:
                asyncio.create_task(self.child(f"{who}.{number}", body))
            case "swallow", number, body:
                try:
                    await self.run(who, body)
                except asyncio.CancelledError:
                    self.log(who, "swallowed at", number)
                except Boom as e:
                    self.log(who, "caught", e)
            case "finally", number, body, cleanup:
                try:
                    await self.run(who, body)
                finally:
                    self.log(who, "cleans up", number)
                    await self.run(who, cleanup)
            case "group" | "gather" | "timeout" | "wait-for", *_:
                await self.scope(who, step)
            case "lock" | "semaphore" | "condition", number, body:
                async with getattr(self, step[0]):
                    self.log(who, step[0], number)
                    await self.run(who, body)
                self.log(who, "left", number)
            case _:
                await self.primitive(who, step)

    async def scope(self, who, step):
        match step:
            case "group", number, body, *children:
                try:
                    async with TaskGroup() as group:
                        for index, each in enumerate(children):
                            group.create_task(self.child(f"{who}.{number}.{index}", each))
                        await self.run(who, body)
                except BaseExceptionGroup as e:
                    self.log(who, e)
            case "gather", settled, *children:
                all = [self.child(f"{who}.g{index}", each) for index, each in enumerate(children)]
                gathered = asyncio.gather(*all, return_exceptions=settled == 1)
                self.log(who, "gathered", await gathered)
            case "timeout", micros, body:
                try:
                    async with asyncio.timeout(micros / 1e6):
                        await self.run(who, body)
                except TimeoutError as e:
                    self.log(who, e)
            case "wait-for", micros, body:
                try:
                    await asyncio.wait_for(self.run(who, body), micros / 1e6)
                except TimeoutError as e:
                    self.log(who, e)
        self.log(who, "after", step[0], "cancelling", asyncio.current_task().cancelling())

    async def primitive(self, who, step):
        match step:
            case "event-wait", _:
                await self.event.wait()
                self.log(who, "event")
            case "event-set", _:
                self.event.set()
            case "event-clear", _:
                self.event.clear()
            case "put", queue, item:
                await self.queues[queue].put(item)
                self.log(who, "put", item)
            case "get", queue:
                self.log(who, "got", await self.queues[queue].get())
            case "offer", queue, item:
                offered = not self.queues[queue].full()
                if offered:
                    self.queues[queue].put_nowait(item)
                self.log(who, "offered", item, offered)
            case "poll", queue:
                empty = self.queues[queue].empty()
                self.log(who, "polled", None if empty else self.queues[queue].get_nowait())
            case "future-wait", future:
                self.log(who, "future", await self.futures[future])
            case "future-set", future, value:
                if not self.futures[future].done():
                    self.futures[future].set_result(value)
            case "future-fail", future, number:
                if not self.futures[future].done():
                    self.futures[future].set_exception(Boom(number))
            case "future-cancel", future:
                self.log(who, "cancels the future", self.futures[future].cancel())
            case "barrier", _:
                self.log(who, "passed as", await self.barrier.wait())
            case "wait",:
                await self.condition.wait()
                self.log(who, "woken")
            case "notify", count:
                if self.condition.locked():
                    self.condition.notify(count)
            case "locked", _:
                self.log_state()
            case _:
                raise AssertionError(step)


def words(program):
    return "(" + " ".join(words(e) if isinstance(e, list) else str(e) for e in program) + ")"


def log_of(program):
    async def main():
        running.append(Program())
        await running[0].main(program)

    running = []
    try:
        harness.run(main())
    except AssertionError:
        pass  # A wait for a condition cannot be cancelled while its lock is held, here for ever.
    return running[0].lines


def main():
    first, count, file = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    with open(file, "w") as out:
        out.write(f"# Written by CPython {platform.python_version()}: python3 programs.py\n")
        for seed in range(first, first + count):
            program = Maker(seed).program()
            out.write(f"\n== {seed}\n{words(program)}\n")
            out.writelines(line + "\n" for line in log_of(program))


harness.logging.disable()
main()
