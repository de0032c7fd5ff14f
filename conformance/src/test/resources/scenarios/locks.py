"""Locks and events: who is woken, and in which order."""

import asyncio

from harness import Boom, attempt, attempt_call, log, scenario, ticks, turns


async def holder(lock, name, seconds=1):
    async with lock:
        log(name, "holds")
        await asyncio.sleep(seconds)
    log(name, "released")


@scenario("A75")
async def lock_goes_to_its_waiters_in_order():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(holder(lock, name)) for name in ("a", "b", "c")]
    await asyncio.gather(*tasks)
    log("locked", lock.locked())


@scenario("A75", "A1")
async def free_lock_takes_no_turn():
    lock = asyncio.Lock()
    ticks(1)
    async with lock:
        log("held", lock.locked())
    log("released", lock.locked())
    await turns(1)


@scenario("A75")
async def newcomer_does_not_overtake_a_woken_waiter():
    lock = asyncio.Lock()
    await lock.acquire()
    asyncio.create_task(holder(lock, "waiter"))
    await asyncio.sleep(0)
    lock.release()
    log("released, locked", lock.locked())
    await holder(lock, "newcomer")


@scenario("A76")
async def cancelled_waiter_leaves_the_queue():
    lock = asyncio.Lock()
    await lock.acquire()
    a, b, c = [asyncio.create_task(holder(lock, name)) for name in ("a", "b", "c")]
    await asyncio.sleep(1)
    b.cancel()
    await attempt("b", b)
    lock.release()
    await asyncio.gather(a, c)
    log("locked", lock.locked())


@scenario("A77")
async def release_in_the_turn_of_a_cancel_passes_the_lock_on():
    lock = asyncio.Lock()
    await lock.acquire()
    a, b = [asyncio.create_task(lock.acquire()) for _ in range(2)]
    await asyncio.sleep(1)
    a.cancel()
    lock.release()
    await asyncio.sleep(0)
    log("a turn later, locked", lock.locked())
    await attempt("a", a)
    await b
    log("in the end, locked", lock.locked())


@scenario("A77", "A78")
async def waiter_cancelled_after_its_wakeup_hands_the_lock_on():
    lock = asyncio.Lock()
    await lock.acquire()
    a, b = [asyncio.create_task(holder(lock, name)) for name in ("a", "b")]
    await asyncio.sleep(1)
    lock.release()
    a.cancel()
    ticks(3)
    await attempt("a", a)
    await b
    log("locked", lock.locked())


@scenario("A79")
async def races_leave_one_holder():
    lock = asyncio.Lock()
    holders = []

    async def enters(name):
        async with lock:
            holders.append(name)
            log(name, "holds, holders", len(holders))
            await asyncio.sleep(1)
            holders.remove(name)

    tasks = [asyncio.create_task(enters(name)) for name in ("a", "b", "c", "d", "e")]
    await asyncio.sleep(0.5)
    tasks[1].cancel()
    await asyncio.sleep(0.5)
    tasks[2].cancel()
    tasks[3].cancel()
    await asyncio.wait(tasks)
    log(tasks, "locked", lock.locked())


@scenario("A80")
async def release_of_a_free_lock_is_refused():
    attempt_call("release", asyncio.Lock().release)


@scenario("A80")
async def lock_is_released_when_its_block_raises():
    async def fails():
        async with lock:
            raise Boom("inside")

    lock = asyncio.Lock()
    await attempt("block", fails())
    log("locked", lock.locked())


@scenario("A80", "A2")
async def lock_is_released_when_its_holder_is_cancelled():
    lock = asyncio.Lock()
    a, b = [asyncio.create_task(holder(lock, name, 5)) for name in ("a", "b")]
    await asyncio.sleep(1)
    ticks(3)
    a.cancel()
    await attempt("a", a)
    await b


async def waiter(event, name):
    await event.wait()
    log(name, "goes on")


@scenario("A81")
async def event_wakes_all_in_order():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, name)) for name in ("a", "b", "c")]
    await asyncio.sleep(1)
    ticks(3)
    event.set()
    log("set", event.is_set())
    await asyncio.gather(*tasks)


@scenario("A81", "A1")
async def wait_on_a_set_event_takes_no_turn():
    event = asyncio.Event()
    event.set()
    ticks(1)
    await event.wait()
    log("went on")
    await turns(1)


@scenario("A81")
async def clear_does_not_take_a_wakeup_back():
    event = asyncio.Event()
    a = asyncio.create_task(waiter(event, "a"))
    await asyncio.sleep(1)
    event.set()
    event.clear()
    b = asyncio.create_task(waiter(event, "b"))
    await a
    log("a", a, "b", b)
    event.set()
    await b


@scenario("A81")
async def cancelled_waiter_of_an_event_disturbs_no_other():
    event = asyncio.Event()
    a, b = [asyncio.create_task(waiter(event, name)) for name in ("a", "b")]
    await asyncio.sleep(1)
    event.set()
    a.cancel()
    await attempt("a", a)
    await attempt("b", b)
