package dev.simmer.examples.upstream;

/** What the upstream knows about one id, as its JSON carries it. */
record Item(int id, String name, int priceInCents) {
  static Item numbered(int id) {
    return new Item(id, "item " + id, 100 + id * 37 % 900);
  }
}
