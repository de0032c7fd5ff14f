# What the commands beside this share: the jars that users put on their paths, and how to run a class that measures them.
mvn -B -q ${MAVEN_OPTIONS:-} package -DskipTests -pl processor -am
jar() { ls "$1"/target/simmer-"$1"-*.jar | grep -v -e sources -e javadoc -e original; }
measure() {
  local java="${JAVA_HOME:+$JAVA_HOME/bin/}" sources=benchmarks/src/main/java/dev/simmer/benchmarks
  "${java}javac" --release 17 -d benchmarks/target/cost \
    "$sources"/{EmptyProcessor,GeneratedProject,MarkedSources,TimedJavac,CompileCost,LintCost}.java
  "${java}java" -cp benchmarks/target/cost "dev.simmer.benchmarks.$1" "${@:2}"
}
