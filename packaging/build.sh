#!/usr/bin/env bash
# Builds what is handed out, into artifacts/packages: packaging/build.sh [tool|library|reference|single|folder|container|deb|bom]... (all without an argument).
# The same commit gives the same archives; "packaging/test.sh reproducible" compares: docs/decisions/packages.md.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${FOEDUS_PACKAGES:-$PWD/artifacts/packages}
work=${FOEDUS_PACKAGING:-$PWD/artifacts/packaging}
mkdir -p "$out" "$work"
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TZ=UTC LC_ALL=C
# Generated code lies beside the output, outside the sources: its paths are mapped as well, so that the folder of the build leaves no trace.
settings=(-c Release --nologo -v quiet -nodeReuse:false -p:ContinuousIntegrationBuild=true -p:RunAnalyzers=false "-p:ArtifactsPath=$work/build/" "-p:PathMap=$work/build/=/_/artifacts/packaging/build/")
version() { dotnet msbuild src/Foedus -t:MinVer -getProperty:Version "-p:ArtifactsPath=$work/build/" -restore 2>/dev/null | tail -n 1; }

# Files of a folder, in order, with the time of the commit and nobody's name.
packed() { tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=ustar -C "$1" -c "${@:2}"; }
size() { stat -c '%s' "$1" | awk -v name="$(basename "$1")" '{ if ($1 < 1e6) printf "%s: %.0f kB\n", name, $1 / 1e3; else printf "%s: %.1f MB\n", name, $1 / 1e6 }'; }

# A package is a zip whose entries carry the time they were packed at; packed again, they carry that of the commit.
settled() {
  local folder; folder=$(mktemp -d)
  unzip -q "$1" -d "$folder"
  # The name of this one is drawn at random, and it says when, where and by whom.
  local core; core=$(find "$folder/package/services/metadata/core-properties" -name '*.psmdcp')
  if [ -n "$core" ]; then
    local name=package/services/metadata/core-properties/foedus.psmdcp
    sed -i "s#${core#"$folder/"}#$name#" "$folder/_rels/.rels"
    mv "$core" "$folder/$name"
    sed -i -E 's#(manifest" Target="[^"]*" Id=")[^"]*"#\1R0"#; s#(core-properties" Target="[^"]*" Id=")[^"]*"#\1R1"#' "$folder/_rels/.rels"
    sed -i -E 's#<lastModifiedBy>[^<]*</lastModifiedBy>##' "$folder/$name"
  fi
  find "$folder" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  rm "$1"
  (cd "$folder" && find . -type f | sort | sed 's#^\./##' | zip -q -X -9 -@ "$1")
  rm -rf "$folder"
}

pack() {
  local into; into=$(mktemp -d)
  dotnet pack "$1" "${settings[@]}" "${@:2}" -o "$into"
  for file in "$into"/*.nupkg; do
    settled "$file"
    mv "$file" "$out/"
    size "$out/$(basename "$file")"
  done
  rm -rf "$into"
}

tool() { pack src/Foedus.Cli; }

library() { pack src/Foedus; }

# The pages of the library's public types, from the comments in the code.
reference() {
  dotnet tool restore > /dev/null
  dotnet build src/Foedus "${settings[@]}"
  rm -rf "$work/reference"
  mkdir -p "$work/reference"
  sed "s#ASSEMBLY#$work/build/bin/Foedus/release/Foedus.dll#" packaging/docfx.json > "$work/reference/docfx.json"
  cp packaging/reference.md "$work/reference/index.md"
  dotnet docfx "$work/reference/docfx.json" --logLevel warning
  packed "$work/reference" site | gzip -n -9 > "$out/foedus-reference.tar.gz"
  size "$out/foedus-reference.tar.gz"
}

publish() {
  local platform=$1 into=$2
  rm -rf "$into"
  dotnet publish src/Foedus.Cli "${settings[@]}" -r "$platform" -p:SelfContained=true -p:DebugType=none "${@:3}" -o "$into"
  rm -f "$into"/*.pdb "$into"/*.xml
  # The host may have the name of the program; the assembly may not.
  local ending=""; case $platform in win-*) ending=.exe ;; esac
  mv "$into/Foedus.Cli$ending" "$into/foedus$ending"
  cp LICENSE THIRD-PARTY-NOTICES.md README.md "$into/"
}

# One program for each platform: nothing has to be there before. Beside it lies what only the workbench needs.
single() {
  for platform in ${FOEDUS_PLATFORMS:-linux-x64 linux-arm64 win-x64 osx-arm64}; do
    local name=foedus-$platform
    publish "$platform" "$work/single/$name" -p:PublishSingleFile=true
    case $platform in
      win-*)
        find "$work/single/$name" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
        rm -f "$out/$name.zip"
        (cd "$work/single" && find "$name" -type f | sort | zip -q -X -9 -@ "$out/$name.zip")
        size "$out/$name.zip" ;;
      *)
        packed "$work/single" "$name" | gzip -n -9 > "$out/$name.tar.gz"
        size "$out/$name.tar.gz" ;;
    esac
  done
}

# The same as files, for packages of systems: what is read is shared between processes.
folder() { publish linux-x64 "$work/folder" -p:PublishSingleFile=false; }

deb() {
  [ -x "$work/folder/foedus" ] || folder
  local root="$work/deb" v; v=$(version)
  rm -rf "$root"
  mkdir -p "$root/DEBIAN" "$root/usr/lib" "$root/usr/bin" "$root/usr/share/doc/foedus" "$root/usr/share/bash-completion/completions"
  cp -r "$work/folder" "$root/usr/lib/foedus"
  ln -s ../lib/foedus/foedus "$root/usr/bin/foedus"
  { cat packaging/copyright; echo; cat THIRD-PARTY-NOTICES.md; } > "$root/usr/share/doc/foedus/copyright"
  cp src/Foedus.Cli/Completion/bash "$root/usr/share/bash-completion/completions/foedus"
  cat > "$root/DEBIAN/control" <<END
Package: foedus
Version: ${v/-/\~}
Architecture: amd64
Maintainer: The Foedus authors <foedus@example.org>
Section: science
Priority: optional
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)
Depends: libc6 (>= 2.31), libgcc-s1, libstdc++6, libssl3 | libssl3t64 | libssl1.1, zlib1g
Description: weighs peace deals as games with private intentions
 Foedus reads a deal in a small language, solves it as a game between parties
 with private intentions in many plausible worlds, and says which offer holds,
 who would sign, and what the answer hangs on.
END
  find "$root" -type d -exec chmod 755 {} + ; find "$root/usr" -type f -exec chmod 644 {} + ; chmod 755 "$root/usr/lib/foedus/foedus"
  find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Zxz --build "$root" "$out/foedus_amd64.deb" > /dev/null
  size "$out/foedus_amd64.deb"
}

# An image without a shell: the program, the few libraries of Debian that it needs, a user without rights. As an archive that every engine loads.
container() {
  [ -x "$work/folder/foedus" ] || folder
  local root="$work/rootfs" image="$work/image" v; v=$(version)
  rm -rf "$root" "$image"
  mkdir -p "$root" "$image/blobs/sha256" "$work/debs"
  (cd "$work/debs" && ls ./*.deb > /dev/null 2>&1 || (cd "$work/debs" && apt-get download -qq libc6 libgcc-s1 libstdc++6 libssl3 zlib1g gcc-12-base tzdata > /dev/null))
  for package in "$work"/debs/*.deb; do dpkg-deb -x "$package" "$root"; done
  # What no program here reads: converters and locales, and the documentation but for the licences.
  rm -rf "$root"/usr/lib/x86_64-linux-gnu/gconv "$root"/usr/share/{lintian,gdb,gcc,locale} "$root"/usr/lib/x86_64-linux-gnu/{ossl-modules,engines-3}
  find "$root/usr/share/doc" -type f ! -name copyright -delete
  mkdir -p "$root"/{app,tmp,data,etc}
  cp -r "$work/folder/." "$root/app/"
  chmod 1777 "$root/tmp"
  echo 'foedus:x:10001:10001:foedus:/data:/nonexistent' > "$root/etc/passwd"
  echo 'foedus:x:10001:' > "$root/etc/group"
  blob() { local sum; sum=$(sha256sum "$1" | cut -d' ' -f1); mv "$1" "$image/blobs/sha256/$sum"; echo "$sum"; }
  local created; created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
  packed "$root" . > "$work/layer.tar"
  local diff layer config manifest
  diff=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
  gzip -n -9 -f "$work/layer.tar"
  local layer_size; layer_size=$(stat -c %s "$work/layer.tar.gz")
  layer=$(blob "$work/layer.tar.gz")
  printf '{"created":"%s","architecture":"amd64","os":"linux","config":{"User":"10001:10001","Env":["PATH=/app","HOME=/data","DOTNET_EnableDiagnostics=0","TMPDIR=/tmp"],"Entrypoint":["/app/foedus"],"WorkingDir":"/data","Volumes":{"/data":{}},"Labels":{"org.opencontainers.image.title":"foedus","org.opencontainers.image.version":"%s","org.opencontainers.image.licenses":"Apache-2.0"}},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created":"%s","created_by":"packaging/build.sh container"}]}' \
    "$created" "$v" "$diff" "$created" > "$work/config.json"
  local config_size; config_size=$(stat -c %s "$work/config.json")
  config=$(blob "$work/config.json")
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:%s","size":%s}]}' \
    "$config" "$config_size" "$layer" "$layer_size" > "$work/manifest.json"
  local manifest_size; manifest_size=$(stat -c %s "$work/manifest.json")
  manifest=$(blob "$work/manifest.json")
  printf '{"imageLayoutVersion":"1.0.0"}' > "$image/oci-layout"
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s,"annotations":{"org.opencontainers.image.ref.name":"foedus:%s"}}]}' \
    "$manifest" "$manifest_size" "$v" > "$image/index.json"
  packed "$image" oci-layout index.json blobs > "$out/foedus-image.tar"
  size "$out/foedus-image.tar"
}

# What is inside, for programs: every package with version, licence and hash.
bom() {
  dotnet tool restore > /dev/null
  for project in Foedus Foedus.Cli; do
    dotnet restore "src/$project" "-p:ArtifactsPath=$work/build/" -v quiet
    dotnet dotnet-CycloneDX "src/$project/$project.csproj" -o "$out" -fn "${project,,}.cdx.json" -F Json --no-serial-number --exclude-dev --disable-package-restore --base-intermediate-output-path "$work/build" --set-version "$(version)" > "$work/bom.log" || { cat "$work/bom.log"; exit 1; }
    # It ends well, with an empty list, where it does not find what was restored.
    grep -q '"purl"' "$out/${project,,}.cdx.json" || { cat "$work/bom.log"; exit 1; }
    sed -i -E "s/\"timestamp\": \"[^\"]*\"/\"timestamp\": \"$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)\"/" "$out/${project,,}.cdx.json"
    size "$out/${project,,}.cdx.json"
  done
}

[ $# -gt 0 ] || set -- tool library reference single folder container deb bom
for what in "$@"; do "$what"; done
