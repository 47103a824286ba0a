"""Words of computing, games and talk that are written in small letters and that no dictionary has.

Most lie one slip away from an everyday word ("numba", "doxygen", "eval"), so that the speller would take them for it.
Names that have capitals of their own ("NumPy", "CMake") do not belong here, nor do those that are likelier slips
("alsa").
"""

from __future__ import annotations

PROGRAMS = frozenset(
    """
    argocd asciidoctor autoconf automake awk axios bazel biber bibtex botocore brotli btrfs buildah busybox bzip ccache
    certbot chmod chown chroot conda containerd crontab ctags dbus deno dmesg dockerfile dockerfiles doxygen dpkg dwm
    esbuild eslint etcd ffmpeg fluentd fstab fzf gcc gdb getopt glibc gnutls gofmt gorm gradle grep grpc gunicorn gunzip
    gzip haproxy histoire htop ifconfig initramfs iptables isort istio journalctl jq jupyter knex kombu kubectl kubelet
    leveldb libc libcurl libvirt lldb llvm lmdb lodash logrotate ltrace lxc lxd mdadm minikube mkdir mkdocs mkfs mobx
    musl mypy ncurses neovim netcat netstat nftables nginx nmap nodemon npm npx nslookup numba nuxt nvm objdump pacman
    pandoc pinia pipenv pipewire pipx pnpm podman polybar preact procfs psycopg pulseaudio pydantic pyenv pylint pytest
    qemu rbenv rclone readelf readline restic ripgrep rmdir rofi rsync rsyslog runc rustc rustfmt rustup sccache scipy
    scp sequelize smartctl sqlalchemy sqlite sqlx sshd strace stylelint sudo swoole sysctl sysfs syslog syslogd
    systemctl systemd tcpdump telegraf termux texlive tikz tmpfs tmux tqdm traceroute traefik tsc typeorm udev uvicorn
    valgrind virsh vite vitest vuex webpack wget xelatex xrandr zfs zsh zstd
    """.split()  # noqa: SIM905
)
CODE = frozenset(
    """
    arg argc args argv asyncio attr attrs awaitable awaitables backoff bigint bitfield bitfields bool bools calloc
    constexpr csharp ctor ctx dicts dotfile dotfiles dtor dtype env eval fopen fsync goroutine goroutines healthcheck
    healthchecks idx iff img ioctl iter kmalloc kwargs malloc memcpy memset mmap msgpack navbar ndarray netmask nullptr
    oauth onclick passthrough printf printk protobuf ptr ptrs pty realloc repr sizeof stdio strlen tty ttys typename
    uint unmarshalling utf varchar venv websocket websockets
    """.split()  # noqa: SIM905
)
TALK = frozenset(
    """
    bandaid bandaids gameplay grifters grifts isekai lil playthrough playthroughs respawn respawned respawns roguelike
    roguelikes speedrun speedrunner speedruns stablecoin stablecoins
    """.split()  # noqa: SIM905
)
TERMS = PROGRAMS | CODE | TALK
