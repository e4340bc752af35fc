#!/usr/bin/env bash
# Installs what packaging/build.sh built, each into an empty folder, in a network namespace that has no route, and runs it there.
# packaging/test.sh [tool|library|single|deb|container|serve|kubernetes|bom|reproducible]... (all but the last without an argument; that builds everything a second time).
# Needs Linux and root; what lacks its tool is skipped with the reason.
set -uo pipefail
cd "$(dirname "$0")/.."
out=${FOEDUS_PACKAGES:-$PWD/artifacts/packages}
deal=$PWD/bench/guarantee.foedus
place=$(mktemp -d /tmp/foedus-packages-XXXXXX)
trap 'rm -rf "$place"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
passed=0; failed=0; skipped=0
check() { if (eval "$2") > "$place/log" 2>&1; then passed=$((passed + 1)); echo "ok      $1"; else failed=$((failed + 1)); echo "FAILED  $1"; tail -n 40 "$place/log" | sed 's/^/          /'; fi; }
skip() { skipped=$((skipped + 1)); echo "skipped $1: $2"; }
# A network namespace of its own: not even the loopback is up, and there is no route.
apart() { unshare -n "$@"; }
# What every package has to do once it is installed.
works() {
  local name=$1; shift
  check "$name says its version" "apart $* --version | grep -E '^[0-9]+\.[0-9]+\.[0-9]+'"
  check "$name weighs a deal" "apart $* weigh $deal --draws 64 --effects 0 --html $place/$name.html | grep 'would be signed'"
  check "$name has its own pages" "apart $* docs install | grep '# Installing'"
  check "$name shows the demo" "apart $* demo | grep 'Sanctions that snap back'"
  check "$name completes" "apart $* '[suggest:9]' 'foedus we' | grep -x weigh"
}

check "there is no network where packages are tried" '! apart ip route | grep . && ! apart bash -c "exec 3<>/dev/tcp/127.0.0.1/80"'

tool() {
  local home="$place/tool-home"; mkdir -p "$home"
  check "tool: one package of less than 20 MB" '[ $(ls "$out"/Foedus.Cli.*.nupkg | wc -l) = 1 ] && [ $(stat -c %s "$out"/Foedus.Cli.*.nupkg) -lt 20000000 ]'
  check "tool: has notices" 'unzip -l "$out"/Foedus.Cli.*.nupkg | grep THIRD-PARTY-NOTICES.md'
  check "tool: installs without a network" 'HOME=$home NUGET_PACKAGES=$home/nuget apart dotnet tool install --tool-path "$place/tool" Foedus.Cli --prerelease --source "$out"'
  works tool "env HOME=$home $place/tool/foedus"
  check "tool: runs without being installed (dotnet tool exec)" 'cd "$place" && HOME=$home NUGET_PACKAGES=$home/exec apart dotnet tool exec Foedus.Cli --prerelease --source "$out" --yes -- --version | grep -E "^[0-9]+\."'
  check "tool: runs without being installed (dnx)" 'cd "$place" && HOME=$home NUGET_PACKAGES=$home/exec apart "$(dirname "$(realpath "$(command -v dotnet)")")/dnx" Foedus.Cli --prerelease --source "$out" --yes -- --version | grep -E "^[0-9]+\."'
}

# A program of somebody else's that uses the library: what the library needs has to be in the machine's own cache, or in a folder that is carried over.
library() {
  mkdir -p "$place/user" && cat > "$place/user/user.csproj" <<END
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
<ItemGroup><PackageReference Include="Foedus" Version="*-*" /></ItemGroup></Project>
END
  cat > "$place/user/Program.cs" <<'END'
using Foedus.Weighing;
using Foedus.Workflow;
Console.WriteLine(Weigh.Run(DealFile.Read(args[0]), new WeighingOptions { Draws = 16, Effects = 0 }).Headline);
END
  check "library: has notices and documentation" 'unzip -l "$out"/Foedus.[0-9]*.nupkg | grep THIRD-PARTY-NOTICES.md && unzip -l "$out"/Foedus.[0-9]*.nupkg | grep Foedus.xml'
  check "library: restores from the folder and the machine's cache" 'cd "$place/user" && apart dotnet restore --source "$out" --source "${NUGET_PACKAGES:-$HOME/.nuget/packages}" -p:NuGetAudit=false'
  check "library: weighs a deal in a program of one's own" 'cd "$place/user" && apart dotnet run --no-restore -- "$deal" | grep "would be signed"'
}

single() {
  for file in "$out"/foedus-linux-*.tar.gz "$out"/foedus-osx-*.tar.gz "$out"/foedus-win-*.zip; do
    [ -f "$file" ] || continue
    local name; name=$(basename "$file" | sed 's/\..*//')
    check "$name: has its program and notices" "case $file in *.zip) unzip -l $file ;; *) tar -tzf $file ;; esac > $place/list && grep -E '/foedus(.exe)?\$' $place/list && grep THIRD-PARTY-NOTICES.md $place/list"
    [ "$name" = "foedus-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" ] || { skip "$name runs" "this machine is of another kind"; continue; }
    tar -xzf "$file" -C "$place"
    mkdir "$place/alone" && cp "$place/$name/foedus" "$place/alone/"
    # Alone, with a home that cannot be written to and no .NET anywhere.
    works single "env -i HOME=/nonexistent PATH=/usr/bin:/bin $place/alone/foedus"
  done
}

deb() {
  command -v dpkg > /dev/null || { skip deb "dpkg is missing"; return; }
  local root="$place/debian"
  mkdir -p "$root/var/lib/dpkg/"{info,updates} && : > "$root/var/lib/dpkg/status"
  check "deb: installs into an empty system" 'apart dpkg --root="$root" --force-depends --force-not-root --log=/dev/null --install "$out/foedus_amd64.deb"'
  check "deb: has notices and completion" 'grep -q Superpower "$root/usr/share/doc/foedus/copyright" && [ -f "$root/usr/share/bash-completion/completions/foedus" ]'
  check "deb: its libraries are those that it names" 'find "$root/usr/lib/foedus" -name "*.so" -exec ldd {} + | grep "not found" | grep -v lttng && exit 1; true'
  works deb "env -i HOME=/nonexistent PATH=/usr/bin:/bin $root/usr/bin/foedus"
  check "deb: can be taken away again" 'apart dpkg --root="$root" --force-not-root --log=/dev/null --purge foedus && [ ! -e "$root/usr/lib/foedus" ]'
}

container() {
  local image="$place/image" root="$place/rootfs"
  mkdir -p "$image" "$root" && tar -xf "$out/foedus-image.tar" -C "$image"
  check "container: every blob has the hash that is its name" 'for blob in "$image"/blobs/sha256/*; do [ "$(sha256sum "$blob" | cut -d" " -f1)" = "$(basename "$blob")" ] || exit 1; done'
  if command -v skopeo > /dev/null; then check "container: skopeo reads it" 'skopeo inspect "oci-archive:$out/foedus-image.tar" | grep -i amd64'; else skip "container: read by others" "skopeo is missing (apt-get install skopeo)"; fi
  for blob in "$image"/blobs/sha256/*; do gzip -t "$blob" 2> /dev/null && tar -xzf "$blob" -C "$root"; done
  mkdir -p "$root"/{proc,dev} && cp "$deal" "$place/deal.foedus"
  # As an engine runs it: no network, no rights, its user, the file system read-only but for /tmp and /data.
  cat > "$place/contained" <<END
#!/bin/bash
exec unshare -n -m -p -f bash -c 'mount --bind "\$0" "\$0" && mount -t tmpfs none "\$0/tmp" && mount -t tmpfs -o mode=1777 none "\$0/data" && cp $place/deal.foedus "\$0/data/my.foedus" && mount -t proc none "\$0/proc" && mount --bind /dev "\$0/dev" && mount -o remount,bind,ro "\$0" && cd / && exec env -i HOME=/data TMPDIR=/tmp PATH=/app DOTNET_EnableDiagnostics=0 /usr/sbin/chroot --userspec=10001:10001 --groups= "\$0" /app/foedus "\$@"' "$root" "\$@"
END
  chmod +x "$place/contained"
  check "container: there is no shell in it" '[ ! -e "$root/bin/sh" ] && [ ! -e "$root/usr/bin/sh" ]'
  check "container: says its version" '"$place/contained" --version | grep -E "^[0-9]+\."'
  check "container: weighs into its folder" '"$place/contained" weigh /data/my.foedus --draws 64 --effects 0 --out /data/run | grep "would be signed"'
  check "container: writes nowhere else" '"$place/contained" new /app/my.foedus; [ $? = 1 ]'
  check "container: has notices" '[ -f "$root/app/THIRD-PARTY-NOTICES.md" ] && [ -f "$root/usr/share/doc/libc6/copyright" ]'
}

# The workbench on the loopback of a namespace without any other address: page, pictures and editor come from it alone.
serve() {
  local program=""
  for one in "$place"/foedus-linux-*/foedus "$place/tool/foedus"; do [ -x "$one" ] && program=$one && break; done
  [ -n "$program" ] || { skip serve "neither program nor tool was tried before"; return; }
  command -v curl > /dev/null || { skip serve "curl is missing"; return; }
  cat > "$place/serving" <<END
ip link set lo up
"$program" serve --port 5097 --data "$place/data" & server=\$!
for _ in \$(seq 60); do curl -sf http://127.0.0.1:5097/ > "$place/page" && break; sleep 1; done
curl -sf http://127.0.0.1:5097/lib/echarts/echarts.min.js | head -c 100 > "$place/charts"
kill \$server; wait \$server
grep -qi foedus "$place/page" && [ -s "$place/charts" ] && ! grep -oE '(src|href)="https?://[^"]*"' "$place/page"
END
  check "serve: the workbench without a network" 'HOME="$place" apart bash "$place/serving"'
}

# The manifests against the types that Kubernetes publishes, by their model in npm; fetched, so not without a network.
kubernetes() {
  command -v npm > /dev/null || { skip kubernetes "npm is missing"; return; }
  local program=artifacts/bin/Foedus.Cli/release/foedus
  [ -x "$program" ] || { skip kubernetes "there is no $program"; return; }
  "$program" weigh "$deal" --draws 128 --out "$place/kube" --on kubernetes --shards 3 --cluster claim=data --cluster memory=2Gi --cluster namespace=deals --cluster user=1000 --only-write > /dev/null
  mkdir -p "$place/npm" && (cd "$place/npm" && npm init -y > /dev/null && npm install --silent --ignore-scripts --no-audit --no-fund kubernetes-models@4 > /dev/null 2>&1) || { skip kubernetes "kubernetes-models could not be fetched"; return; }
  cat > "$place/npm/check.js" <<'END'
const { Job } = require("kubernetes-models/batch/v1/Job");
const fs = require("fs");
for (const path of process.argv.slice(2)) new Job(JSON.parse(fs.readFileSync(path))).validate();
// Something that is wrong has to be found, or nothing was checked.
const wrong = JSON.parse(fs.readFileSync(process.argv[2]));
wrong.spec.completions = "three";
try { new Job(wrong).validate(); } catch { process.exit(0); }
process.exit(1);
END
  check "kubernetes: manifests have the published form" 'node "$place/npm/check.js" "$place/kube.job/shards.json" "$place/kube.job/merge.json"'
}

bom() {
  for one in foedus foedus.cli; do
    check "bom: $one.cdx.json names what the project restores" "grep -q '\"bomFormat\": \"CycloneDX\"' $out/$one.cdx.json && grep -q Superpower $out/$one.cdx.json && grep -q SHA-512 $out/$one.cdx.json"
  done
}

reproducible() {
  check "built a second time, in another folder" 'FOEDUS_PACKAGES=$place/again FOEDUS_PACKAGING=$place/work packaging/build.sh ${FOEDUS_AGAIN:-tool library single folder deb container bom}'
  for file in "$place"/again/*; do
    check "$(basename "$file") has the same bytes" "cmp $file $out/$(basename "$file")"
  done
}

[ $# -gt 0 ] || set -- tool library single deb container serve kubernetes bom
for what in "$@"; do "$what"; done
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
