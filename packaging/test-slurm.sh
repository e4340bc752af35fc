#!/usr/bin/env bash
# Work on a real Slurm, of one node with two cores, started here and ended at the end: submitted, killed in several ways, submitted again, put together, compared byte for byte.
# packaging/test-slurm.sh [FOEDUS]   (default: the built program). Needs Debian's slurmctld, slurmd, slurm-client and munge, and root; else it is skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
foedus=$(realpath "${1:-artifacts/bin/Foedus.Cli/release/foedus}")
skip() { echo "skipped: $1"; exit 0; }
for tool in slurmctld slurmd sbatch munged; do command -v "$tool" > /dev/null || skip "$tool is missing (apt-get install slurmctld slurmd slurm-client munge)"; done
[ "$(id -u)" = 0 ] || skip "slurmd wants root"
[ -x "$foedus" ] || skip "there is no $foedus"
deal=$PWD/deals/record/snapback-2231/snapback-2231.foedus
place=$(mktemp -d /tmp/foedus-slurm-XXXXXX)
mkdir -p "$place"/{state,spool,log,run}
# A copy: a build meanwhile would change what is tried.
built=$foedus
cp -r "$(dirname "$foedus")" "$place/program" && foedus=$place/program/$(basename "$foedus")
passed=0; failed=0
check() { if (eval "$2"); then passed=$((passed + 1)); echo "ok      $1"; else failed=$((failed + 1)); echo "FAILED  $1"; fi; }
ended() { for name in slurmd slurmctld munged; do [ -f "$place/run/$name.pid" ] && kill "$(cat "$place/run/$name.pid")" 2> /dev/null; done; }
trap 'ended; sleep 1; rm -rf "$place"' EXIT

dd if=/dev/urandom bs=1024 count=1 of="$place/munge.key" 2> /dev/null; chmod 600 "$place/munge.key"; chmod 755 "$place" "$place/run"
munged --key-file="$place/munge.key" --socket="$place/run/munge.socket" --pid-file="$place/run/munged.pid" --log-file="$place/log/munged.log" --seed-file="$place/run/seed" --force 2> /dev/null
port=$((20000 + RANDOM % 20000))
cat > "$place/slurm.conf" <<END
ClusterName=test
SlurmctldHost=$(hostname)(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=$place/run/munge.socket
CredType=cred/munge
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/spool
SlurmctldPidFile=$place/run/slurmctld.pid
SlurmdPidFile=$place/run/slurmd.pid
SlurmctldLogFile=$place/log/slurmctld.log
SlurmdLogFile=$place/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
SlurmdTimeout=10
KillWait=5
SchedulerParameters=sched_interval=2,bf_interval=2,requeue_delay=1
RequeueExit=137
EnforcePartLimits=ALL
NodeName=$(hostname) NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=short Nodes=ALL Default=YES MaxTime=60 State=UP
PartitionName=closed Nodes=ALL MaxTime=60 State=DOWN
END
export SLURM_CONF="$place/slurm.conf"
slurmctld; slurmd
for _ in $(seq 30); do sinfo -h -o %t 2> /dev/null | grep -q idle && break; sleep 1; done
check "a node of two cores is there" '[ "$(sinfo -h -p short -o %C)" = 0/2/0/2 ]' || { tail -n 20 "$place"/log/*; exit 1; }

asked=(weigh "$deal" --draws "${FOEDUS_SLURM_DRAWS:-1536}" --effects 0)
onslurm=("${asked[@]}" --out "$place/run1" --on slurm --shards 6)
waitfor() { for _ in $(seq "${2:-120}"); do eval "$1" && return 0; sleep 1; done; return 1; }
# Processes of this cluster's shards, whoever their parent is.
workers() { pgrep -f "work $place/run1.job --shard" | while read -r one; do [ "$(readlink "/proc/$one/exe")" = "$foedus" ] && echo "$one"; done; }

"$foedus" "${onslurm[@]}" > "$place/log/answer" 2> "$place/log/follower" & follower=$!
check "shards run" 'waitfor "[ -n \"\$(workers)\" ]"'
"$foedus" "${onslurm[@]}" --detach 2> "$place/log/again"
check "given again while it runs, nothing is submitted twice" '! grep -q "shards submitted" "$place/log/again"'
waitfor '[ -n "$(workers)" ]'
kill -9 "$(workers | head -n 1)"
check "a step killed with signal 9 is begun again" 'waitfor "grep -q \"Killed (code 137)\" $place/run1.job/logs/shard-*.txt"'
kill -9 "$(cat "$place/run/slurmd.pid")" $(pgrep -f "slurmstepd: \[" | tr '\n' ' ') $(workers) 2> /dev/null
check "slurmd and its steps killed: the node is lost" 'waitfor "sinfo -h -p short -o %t | grep -q down" 60'
"$foedus" "${onslurm[@]}" --detach 2> "$place/log/third"
check "given again with the node down, nothing is submitted twice" '! grep -qE "^[1-9][0-9]* of 6 shards submitted" "$place/log/third"'
slurmd
check "with slurmd back it ends by itself" 'waitfor "! kill -0 $follower 2> /dev/null" 900'
wait $follower; check "and the answer is told" '[ $? = 0 ] && grep -q "would be signed" "$place/log/answer"'
nice "$foedus" "${asked[@]}" --out "$place/whole" > "$place/log/whole" 2>&1
check "every byte is that of one machine" '[ -z "$(diff -r "$place/run1" "$place/whole" | grep -vE "^(diff|[0-9,c]+$|---|[<>]   \"created\")")" ] && cmp "$place/run1/summary.json" "$place/whole/summary.json"'
"$foedus" "${onslurm[@]}" --detach > "$place/log/done" 2>&1
check "given again when all is done, the answer is told" 'grep -q "would be signed" "$place/log/done"'

"$foedus" "${asked[@]}" --out "$place/run2" --on slurm --cluster partition=nope > "$place/log/nope" 2>&1
check "a partition that does not exist: said with those that do" 'grep -q "closed, short\|short, closed" "$place/log/nope" && [ ! -e "$place/run2" ]'
"$foedus" "${asked[@]}" --out "$place/run2" --on slurm --cluster partition=short --cluster time=99:00:00 > "$place/log/refused" 2>&1
check "a queue that refuses: said in its words" 'grep -q "nothing was submitted" "$place/log/refused"'
"$foedus" "${asked[@]}" --out "$place/run2" --on slurm --cluster partition=closed > "$place/log/closed" 2>&1 & waiting=$!
check "a queue that is closed: said that it waits, and for what" 'waitfor "grep -q PartitionDown $place/log/closed"'
kill -TERM $waiting; wait $waiting; check "who follows may stop; the work stays" '[ $? = 130 ] && [ -n "$(squeue -h -t PENDING)" ]'
"$foedus" "${asked[@]}" --out "$place/run2" --on slurm --cancel > "$place/log/cancel" 2>&1
check "cancelled" 'waitfor "[ -z \"\$(squeue -h -t PENDING)\" ]" 20'
# The copy is hidden there with everything else.
unshare -m sh -c 'mount -t tmpfs none "$1" && "$2" work "$1/run1.job" --shard 1' sh "$place" "$built" > /tmp/foedus-unshared.$$ 2>&1
check "a worker that does not see the folder says so" 'grep -q "file system that all machines share" /tmp/foedus-unshared.$$ || { cat /tmp/foedus-unshared.$$; false; }'
rm -f /tmp/foedus-unshared.$$
[ $failed = 0 ] || { head -n 20 "$place"/log/{follower,again,third,nope,refused,closed,cancel}; tail -n 5 "$place"/run1.job/logs/* 2> /dev/null; }
echo "$passed passed, $failed failed"
[ $failed = 0 ]
