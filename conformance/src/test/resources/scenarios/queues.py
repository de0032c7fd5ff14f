"""Queues: no item is lost, and nobody is stranded."""

import asyncio

from harness import attempt, attempt_call, log, scenario, ticks, turns


async def getter(queue, name):
    log(name, "gets", await queue.get())


async def putter(queue, item):
    await queue.put(item)
    log("put", item)


def try_put(queue, item):
    try:
        queue.put_nowait(item)
        log("put", item)
    except asyncio.QueueFull:
        log("full for", item)


def try_get(queue):
    try:
        log("got", queue.get_nowait())
    except asyncio.QueueEmpty:
        log("empty")


@scenario("A93")
async def items_come_out_as_they_came_in():
    queue = asyncio.Queue()
    for item in (3, 1, 2):
        await queue.put(item)
    log([await queue.get() for _ in range(3)])


@scenario("A93")
async def newest_item_comes_first_out_of_a_stack():
    queue = asyncio.LifoQueue()
    for item in (3, 1, 2):
        await queue.put(item)
    log([await queue.get() for _ in range(3)])


@scenario("A93")
async def smallest_item_comes_first_out_of_a_priority_queue():
    queue = asyncio.PriorityQueue()
    for item in (3, 1, 2):
        await queue.put(item)
    log([await queue.get() for _ in range(3)])


@scenario("A93", "A98")
async def getters_are_served_in_order():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(queue, name)) for name in "abc"]
    await asyncio.sleep(1)
    ticks(3)
    for item in (1, 2, 3):
        try_put(queue, item)
    await asyncio.gather(*tasks)


@scenario("A97", "A1")
async def queue_with_items_and_room_takes_no_turn():
    queue = asyncio.Queue(1)
    ticks(1)
    await queue.put("item")
    log("size", queue.qsize(), "full", queue.full())
    log("got", await queue.get())
    await turns(1)


@scenario("A94")
async def item_of_a_cancelled_getter_goes_to_the_next():
    queue = asyncio.Queue()
    a, b = [asyncio.create_task(getter(queue, name)) for name in "ab"]
    await asyncio.sleep(1)
    try_put(queue, "item")
    a.cancel()
    ticks(3)
    await attempt("a", a)
    await b
    log("size", queue.qsize())


@scenario("A94")
async def item_of_the_only_getter_stays_when_it_is_cancelled():
    queue = asyncio.Queue()
    a = asyncio.create_task(getter(queue, "a"))
    await asyncio.sleep(1)
    try_put(queue, "item")
    a.cancel()
    await attempt("a", a)
    log("size", queue.qsize())
    try_get(queue)


@scenario("A94", "A108")
async def newcomer_may_take_the_item_of_a_woken_getter():
    queue = asyncio.Queue()
    a = asyncio.create_task(getter(queue, "a"))
    await asyncio.sleep(1)
    try_put(queue, 1)
    try_get(queue)
    await turns(2)
    log("a", a)
    try_put(queue, 2)
    await a


@scenario("A95")
async def cancelled_putter_never_inserts():
    queue = asyncio.Queue(1)
    await queue.put("first")
    a, b = [asyncio.create_task(putter(queue, item)) for item in ("a", "b")]
    await asyncio.sleep(1)
    a.cancel()
    await attempt("a", a)
    try_get(queue)
    await b
    try_get(queue)
    try_get(queue)


@scenario("A95")
async def room_of_a_woken_and_cancelled_putter_goes_to_the_next():
    queue = asyncio.Queue(1)
    await queue.put("first")
    a, b = [asyncio.create_task(putter(queue, item)) for item in ("a", "b")]
    await asyncio.sleep(1)
    try_get(queue)
    a.cancel()
    ticks(3)
    await attempt("a", a)
    await b
    try_get(queue)


@scenario("A96")
async def timeouts_leave_no_trace_of_getters():
    queue = asyncio.Queue()
    for _ in range(3):
        await attempt("get", asyncio.wait_for(queue.get(), 1))
    try_put(queue, "item")
    await getter(queue, "last")


@scenario("A97")
async def putter_waits_until_there_is_room():
    queue = asyncio.Queue(2)
    tasks = [asyncio.create_task(putter(queue, item)) for item in (1, 2, 3, 4)]
    await asyncio.sleep(1)
    log("size", queue.qsize(), "full", queue.full())
    ticks(3)
    try_get(queue)
    try_get(queue)
    await asyncio.gather(*tasks)
    log("size", queue.qsize())


@scenario("A97")
async def calls_that_do_not_wait_say_full_and_empty():
    queue = asyncio.Queue(1)
    try_get(queue)
    try_put(queue, "a")
    try_put(queue, "b")
    try_get(queue)
    log("empty", queue.empty())


@scenario("A97")
async def size_of_zero_or_less_is_unbounded():
    for size in (0, -1):
        queue = asyncio.Queue(size)
        for item in range(100):
            await queue.put(item)
        log("size", queue.qsize(), "full", queue.full())


@scenario("A98")
async def producer_and_consumer_take_turns_over_one_place():
    async def producer():
        for item in (1, 2, 3):
            await queue.put(item)
            log("put", item)

    async def consumer():
        for _ in range(3):
            log("got", await queue.get())

    queue = asyncio.Queue(1)
    await asyncio.gather(producer(), consumer())


@scenario("A98")
async def many_putters_and_getters_strand_nobody():
    queue = asyncio.Queue(1)
    putters = [asyncio.create_task(putter(queue, item)) for item in (1, 2, 3)]
    getters = [asyncio.create_task(getter(queue, name)) for name in "abc"]
    ticks(4)
    await asyncio.gather(*putters, *getters)


@scenario("A99")
async def join_waits_until_every_item_is_done():
    async def consumer():
        for _ in range(3):
            item = await queue.get()
            await asyncio.sleep(1)
            log("done", item)
            queue.task_done()

    queue = asyncio.Queue()
    for item in (1, 2, 3):
        try_put(queue, item)
    task = asyncio.create_task(consumer())
    await queue.join()
    log("joined, consumer", task)


@scenario("A99", "A1")
async def join_of_an_unused_queue_takes_no_turn():
    queue = asyncio.Queue()
    ticks(1)
    await queue.join()
    log("joined")
    await turns(1)


@scenario("A99")
async def task_done_too_many_is_refused():
    queue = asyncio.Queue()
    try_put(queue, 1)
    try_get(queue)
    attempt_call("first", queue.task_done)
    attempt_call("second", queue.task_done)


@scenario("A100", since=(3, 13))
async def shutdown_releases_those_who_wait_on_an_empty_queue():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(attempt(name, queue.get())) for name in "ab"]
    await asyncio.sleep(1)
    queue.shutdown()
    await asyncio.gather(*tasks)
    await attempt("put", queue.put(1))
    attempt_call("put_nowait", lambda: queue.put_nowait(1))
    attempt_call("get_nowait", queue.get_nowait)


@scenario("A100", since=(3, 13))
async def items_that_are_left_may_be_taken_after_a_shutdown():
    queue = asyncio.Queue(2)
    try_put(queue, 1)
    try_put(queue, 2)
    waiting = asyncio.create_task(attempt("waiting put", queue.put(3)))
    await asyncio.sleep(1)
    queue.shutdown()
    await waiting
    for _ in range(3):
        await attempt("get", queue.get())


@scenario("A101", since=(3, 13))
async def immediate_shutdown_drops_the_items_and_releases_join():
    async def joins():
        await queue.join()
        log("joined")

    queue = asyncio.Queue()
    try_put(queue, 1)
    try_put(queue, 2)
    task = asyncio.create_task(joins())
    await asyncio.sleep(1)
    queue.shutdown(immediate=True)
    log("size", queue.qsize())
    await task
    await attempt("get", queue.get())


@scenario("A101", since=(3, 13))
async def item_in_hand_still_counts_after_an_immediate_shutdown():
    async def joins():
        await queue.join()
        log("joined")

    queue = asyncio.Queue()
    try_put(queue, 1)
    try_put(queue, 2)
    try_get(queue)
    task = asyncio.create_task(joins())
    await asyncio.sleep(1)
    queue.shutdown(immediate=True)
    await turns(3)
    log("join", task)
    queue.task_done()
    await task
