"""What scenarios use, and what runs them: a loop on virtual time, and a log."""

import asyncio
import gc
import logging
import selectors

SCENARIOS = []

_lines = []
_reports = []
_loop = None


class Boom(Exception):
    """The failure of a scenario's own code."""


def scenario(*ids, since=(3, 11), eager=False):
    """Marks a scenario: the facts it shows, and the first Python that shows them like this."""

    def mark(function):
        SCENARIOS.append(function)
        function.ids, function.since, function.eager = ids, since, eager
        return function

    return mark


# What scenarios call


def log(*parts):
    """Adds a line: the time in seconds, and what is to be said."""
    _lines.append(f"{_loop.time():g} " + " ".join(text(part) for part in parts))


def ticks(count):
    """Logs the turns of the loop that follow, one tick in each."""

    async def tick():
        for number in range(1, count + 1):
            log("tick", number)
            await asyncio.sleep(0)

    return asyncio.create_task(tick())


async def turns(count):
    """Gives way for so many turns of the loop."""
    for _ in range(count):
        await asyncio.sleep(0)


async def attempt(what, awaitable):
    """Logs how an await ends."""
    try:
        log(what, "gave", await awaitable)
    except BaseException as e:
        log(what, "raised", e)


def attempt_call(what, call):
    """Logs how a call ends."""
    try:
        log(what, "gave", call())
    except BaseException as e:
        log(what, "raised", e)


def run(main, **options):
    """Runs a coroutine on a loop of its own."""
    with runner(**options) as one:
        return one.run(main)


def runner(eager=False):
    def new_loop():
        global _loop
        _loop = VirtualLoop()
        _loop.set_exception_handler(lambda _, said: _reports.append(said.get("exception")))
        if eager:
            _loop.set_task_factory(asyncio.create_eager_task_factory(NumberedTask))
        else:
            _loop.set_task_factory(NumberedTask.make)
        return _loop

    NumberedTask.made = 0
    return asyncio.Runner(loop_factory=new_loop)


def text(part):
    """Words what is logged, as `Subject.text` does on the other side."""
    if part is None:
        return "none"
    if isinstance(part, bool):
        return "yes" if part else "no"
    if isinstance(part, float):
        return f"{part:g}"
    if isinstance(part, (list, tuple)):
        return "[" + ", ".join(text(each) for each in part) + "]"
    if isinstance(part, (set, frozenset)):
        return text(sorted(text(each) for each in part))
    if isinstance(part, asyncio.Future):
        return _state(part)
    if isinstance(part, BaseException):
        return _error(part)
    return str(part)


def _state(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    error = future.exception()
    return f"result {text(future.result())}" if error is None else f"failed {text(error)}"


def _error(error):
    if isinstance(error, BaseExceptionGroup):
        return "Group" + text(error.exceptions)
    name = type(error).__name__
    if name in ("RuntimeError", "InvalidStateError", "ValueError", "TypeError"):
        return "misuse"  # an IllegalStateException or IllegalArgumentException over there
    if isinstance(error, (Boom, asyncio.CancelledError)):
        return f"{name}({error.args[0]})" if error.args and error.args[0] else name
    return name


# What runs them


class VirtualSelector(selectors.DefaultSelector):
    """Moves the clock instead of waiting; waits only for work on other threads."""

    now = 0.0
    at_work = 0

    def select(self, timeout=None):
        if self.at_work:
            return super().select(0 if timeout == 0 else None)
        if timeout is None:
            raise AssertionError("nothing can ever wake the loop again")
        self.now += max(0, timeout)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Runs timers of one instant as they came, which CPython's own loop leaves open."""

    timers = 0

    def __init__(self):
        self.clock = VirtualSelector()
        super().__init__(self.clock)

    def time(self):
        return round(self.clock.now, 6)

    def call_at(self, when, *arguments, **options):
        self.timers += 1
        return super().call_at(when + self.timers * 1e-12, *arguments, **options)

    def run_in_executor(self, executor, function, *arguments):
        self.clock.at_work += 1
        future = super().run_in_executor(executor, function, *arguments)
        future.add_done_callback(self._arrived)
        return future

    async def shutdown_default_executor(self, *timeout):
        self.clock.at_work += 1
        await super().shutdown_default_executor(*timeout)

    def _arrived(self, _):
        self.clock.at_work -= 1


class NumberedTask(asyncio.Task):
    """Has its number for a hash, so that Python's sets of tasks are in the order of creation."""

    made = 0

    def __init__(self, *arguments, **options):
        NumberedTask.made += 1
        self.number = NumberedTask.made
        super().__init__(*arguments, **options)

    def __hash__(self):
        return self.number

    def set_name(self, name):
        if name is not None:
            super().set_name(name)

    @staticmethod
    def make(loop, coroutine, **options):
        return NumberedTask(coroutine, loop=loop, **options)


def record(function):
    """Runs a scenario and returns its log; what was reported to the loop comes last."""
    logging.disable()
    _lines.clear()
    _reports.clear()
    if asyncio.iscoroutinefunction(function):
        run(function(), eager=function.eager)
    else:
        function()
    gc.collect()
    return _lines + [f"reported {text(report)}" for report in _reports]
