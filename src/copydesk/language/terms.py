"""Words of computing, games and talk that are written in small letters and that no dictionary has.

Most lie one slip away from an everyday word ("numba", "doxygen", "eval"), so that the speller would take them for it.
Names that have capitals of their own ("NumPy", "CMake") do not belong here, nor do those that are likelier slips
("alsa").
"""

from __future__ import annotations

PROGRAMS = frozenset(
    """
    argocd asciidoctor autoconf automake awk axios bazel biber bibtex botocore brotli btrfs buildah busybox bzip ccache
    certbot chmod chown chroot clippy conda containerd crontab ctags dbus deno dmesg dockerfile dockerfiles doxygen
    dpkg dwm esbuild eslint etcd ffmpeg fluentd fstab fzf gcc gdb getopt glibc gnutls gofmt gorm gradle grep grpc
    gunicorn gunzip gzip haproxy histoire htop ifconfig initramfs iptables isort istio journalctl journald jq jupyter
    knex kombu kubectl kubelet leveldb libc libcurl libvirt lldb llvm lmdb lodash logrotate ltrace lxc lxd mdadm
    minikube mkdir mkdocs mkfs mobx musl mypy mypyc ncurses neovim netcat netstat nftables nginx nmap nodemon npm npx
    nslookup numactl numba nuxt nvm objdump openssl pacman pandoc pinia pipenv pipewire pipx pnpm podman polybar popd
    preact procfs psycopg pulseaudio pushd pydantic pyenv pylint pypi pytest pytz qemu rbenv rclone readelf readline
    restic ripgrep rmdir rofi rsync rsyslog runc rustc rustfmt rustup sccache scipy scp sequelize serde smartctl
    sqlalchemy sqlite sqlx sshd strace stylelint sudo swoole sympy sysctl sysfs syslog syslogd systemctl systemd
    tcpdump telegraf termux texlive tikz tmpfs tmux tqdm traceroute traefik tsc typeorm udev uvicorn valgrind virsh
    vite vitest vuex webpack wget winget xelatex xrandr xterm zfs zsh zstd
    """.split()  # noqa: SIM905
)
CODE = frozenset(
    """
    abi alloc arg argc args argv asm ast asyncio attr attrs awaitable awaitables backoff bigint bitfield bitfields bool
    bools builtins calc calloc concat constexpr consts crt cruft csharp ctor ctx decref dest dicts dotfile dotfiles
    dtor dtype dyn env eval fopen fsync getattr goroutine goroutines goto gotos guid guids hasattr healthcheck
    healthchecks hresult idl idx iff img incref inferencer inlineable inout ioctl isize iter json kmalloc kwarg kwargs
    lexing libm loc malloc memcpy memset mmap mov msgpack navbar ndarray netmask nop nops nullptr num oauth offsetof
    onclick parm passthrough perf pid pids posix printf printk protobuf pthread pthreads ptr ptrs pty qsort realloc
    repr retval scanf scrutinee semver setattr significand significands simd sizeof stdio strided strlen sys toml tty
    ttys typechecker typeid typename typeof uint ulp ulps umask undefine undefines uninitialize unmarshalling usize usr
    utf vararg varchar venv websocket websockets
    """.split()  # noqa: SIM905
)
TALK = frozenset(
    """
    bandaid bandaids doi dois ereading gameplay grifters grifts improv isekai issn lil playthrough playthroughs respawn
    respawned respawns roguelike roguelikes speedrun speedrunner speedruns stablecoin stablecoins
    """.split()  # noqa: SIM905
)
TERMS = PROGRAMS | CODE | TALK
