"""Conditions: waiting for a change with the lock given up, and held again afterwards."""

import asyncio

from harness import Boom, attempt, attempt_call, log, scenario, ticks, turns


async def waiter(condition, name):
    async with condition:
        log(name, "waits")
        await attempt(name, waits(condition))


async def waits(condition):
    try:
        await condition.wait()
        return "signal"
    finally:
        log("locked", condition.locked())


@scenario("A82")
async def wait_gives_the_lock_up_and_takes_it_again():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition, "a"))
    await asyncio.sleep(1)
    log("locked", condition.locked())
    async with condition:
        condition.notify()
        log("notified")
        await asyncio.sleep(1)
        log("main releases")
    await task
    log("locked", condition.locked())


@scenario("A82", "A83")
async def cancel_during_the_wait_comes_out_with_the_lock_held():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition, "a"))
    await asyncio.sleep(1)
    async with condition:
        task.cancel("stop")
        await asyncio.sleep(1)
        log("main releases")
    await attempt("task", task)
    log("locked", condition.locked())


@scenario("A83", since=(3, 13))
async def cancel_during_the_reacquire_comes_out_with_the_lock_held():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition, "a"))
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
        await asyncio.sleep(1)
        task.cancel("stop")
        await asyncio.sleep(1)
        log("main releases")
    await attempt("task", task)
    log("locked", condition.locked())


@scenario("A84", since=(3, 13))
async def signal_of_a_cancelled_waiter_is_passed_on():
    condition = asyncio.Condition()
    a, b = [asyncio.create_task(waiter(condition, name)) for name in ("a", "b")]
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
        a.cancel()
    await attempt("a", a)
    await attempt("b", b)


@scenario("A85")
async def notify_wakes_so_many_in_order():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(condition, name)) for name in ("a", "b", "c", "d")]
    await asyncio.sleep(1)
    async with condition:
        condition.notify(2)
    await asyncio.sleep(1)
    log(tasks)
    async with condition:
        condition.notify(9)
    await asyncio.gather(*tasks)


@scenario("A85")
async def notify_all_wakes_all_one_after_the_other():
    condition = asyncio.Condition()

    async def takes_its_time(name):
        async with condition:
            await condition.wait()
            log(name, "woken")
            await asyncio.sleep(1)

    tasks = [asyncio.create_task(takes_its_time(name)) for name in ("a", "b", "c")]
    await asyncio.sleep(1)
    async with condition:
        condition.notify_all()
    await asyncio.gather(*tasks)


@scenario("A85")
async def predicate_is_tested_again_at_every_signal():
    stock = []
    condition = asyncio.Condition()

    def enough():
        log("stock", len(stock))
        return len(stock) >= 2

    async def consumer():
        async with condition:
            await condition.wait_for(enough)
            log("enough, locked", condition.locked())

    task = asyncio.create_task(consumer())
    for _ in range(3):
        await asyncio.sleep(1)
        async with condition:
            stock.append("piece")
            condition.notify()
    await task


@scenario("A85", "A1")
async def predicate_that_holds_takes_no_turn():
    condition = asyncio.Condition()
    ticks(1)
    async with condition:
        await condition.wait_for(lambda: True)
        log("went on")
    await turns(1)


@scenario("A86")
async def wait_and_notify_without_the_lock_are_refused():
    condition = asyncio.Condition()
    await attempt("wait", condition.wait())
    attempt_call("notify", condition.notify)
    attempt_call("notify_all", condition.notify_all)


@scenario("A86")
async def condition_uses_the_lock_it_is_given():
    lock = asyncio.Lock()
    condition = asyncio.Condition(lock)
    task = asyncio.create_task(waiter(condition, "a"))
    await asyncio.sleep(1)
    async with lock:
        condition.notify()
        log("locked", lock.locked(), condition.locked())
    await task


@scenario("A82", "A85")
async def failing_predicate_comes_out_with_the_lock_held():
    condition = asyncio.Condition()

    def fails():
        raise Boom("predicate")

    async def waits_for_it():
        async with condition:
            try:
                await condition.wait_for(fails)
            finally:
                log("locked", condition.locked())

    await attempt("wait", waits_for_it())
    log("locked", condition.locked())


@scenario("A84", "A96")
async def timeout_of_a_wait_leaves_no_waiter():
    condition = asyncio.Condition()

    async def impatient():
        async with condition:
            async with asyncio.timeout(1):
                await condition.wait()

    await attempt("impatient", impatient())
    task = asyncio.create_task(waiter(condition, "patient"))
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
    await task
