# What the commands beside this share: builds what is measured, and runs a class of it. JAVA_HOME chooses the JDK.
mvn -B -q ${MAVEN_OPTIONS:-} process-classes -Pbenchmarks -pl benchmarks -am
run_class() {
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "benchmarks/target/classes:$(cat benchmarks/target/class-path)" "dev.simmer.benchmarks.$@"
}
