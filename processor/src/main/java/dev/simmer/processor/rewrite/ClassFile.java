package dev.simmer.processor.rewrite;

/** A class file: its internal name and its bytes, which nobody changes. */
public final class ClassFile {
  private final String internalName;
  private final byte[] bytes;

  /** Takes over {@code bytes}. */
  ClassFile(String internalName, byte[] bytes) {
    this.internalName = internalName;
    this.bytes = bytes;
  }

  /** Returns the name as class files write it: {@code dev/simmer/Pages$Inner}. */
  public String internalName() {
    return internalName;
  }

  /** Returns the content, not copied. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return internalName + ", " + bytes.length + " bytes";
  }
}
