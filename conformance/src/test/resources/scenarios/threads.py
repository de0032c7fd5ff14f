"""Work on other threads, and calls that come from them."""

import asyncio
import threading
from contextvars import ContextVar

from harness import Boom, attempt, log, scenario

user = ContextVar("user", default="nobody")


@scenario("A117", "A146")
async def value_and_failure_come_back_from_a_thread():
    def fails():
        raise Boom("thread")

    await attempt("value", asyncio.to_thread(lambda: 6 * 7))
    await attempt("failure", asyncio.to_thread(fails))


@scenario("A117", "A146")
async def thread_is_another_and_sees_the_context():
    user.set("ada")
    here = threading.current_thread()
    other, seen = await asyncio.to_thread(lambda: (threading.current_thread(), user.get()))
    log("another", other is not here, "sees", seen)


@scenario("A118")
async def outside_thread_submits_a_coroutine_and_waits_for_its_value():
    async def work():
        log("work, in a task", asyncio.current_task() is not None)
        await asyncio.sleep(0)
        return "worked"

    def outside():
        return asyncio.run_coroutine_threadsafe(work(), loop).result()

    loop = asyncio.get_running_loop()
    await attempt("outside", asyncio.to_thread(outside))


@scenario("A118")
async def failure_of_submitted_work_reaches_the_outside():
    async def work():
        raise Boom("work")

    def outside():
        return asyncio.run_coroutine_threadsafe(work(), loop).exception()

    loop = asyncio.get_running_loop()
    await attempt("outside", asyncio.to_thread(outside))


@scenario("A112", "A171")
async def calls_from_a_thread_run_in_order():
    def outside():
        for number in (1, 2, 3):
            loop.call_soon_threadsafe(log, "call", number)
        return "posted"

    loop = asyncio.get_running_loop()
    await attempt("outside", asyncio.to_thread(outside))
