import { plural } from "./plural";

/** What a chosen file is, and in one sentence each why a machine is unlikely to boot it. Sizes and names come ready to be shown. */
export const inspectionText = {
  titles: {
    gpt: "Raw disk image with GPT",
    mbr: "Raw disk image with MBR",
    iso9660: "ISO 9660 image",
    qcow2: "QCOW2 disk image",
    vmdk: "VMDK disk image",
    vhd: "VHD disk image",
    vhdx: "VHDX disk image",
    vdi: "VDI disk image",
    compressed: { gzip: "gzip file", xz: "xz file", zstd: "Zstandard file", bzip2: "bzip2 file" },
    archive: { zip: "ZIP archive", tar: "tar archive", "7z": "7z archive" },
    filesystem: {
      ext: "ext2, ext3 or ext4 filesystem",
      xfs: "XFS filesystem",
      btrfs: "Btrfs filesystem",
      squashfs: "SquashFS filesystem",
      fat: "FAT filesystem",
      ntfs: "NTFS filesystem",
    },
    hints: {
      zeros: "Begins with zeros only",
      text: "Text file",
      html: "Web page",
      elf: "Linux program",
      pe: "Windows program",
      pdf: "PDF document",
    },
    unrecognized: "Format not recognized",
  },
  details: {
    partitions: (count: number) =>
      count === 0 ? "No partitions" : plural(count, { one: "# partition", other: "# partitions" }),
    efiSystem: "EFI system partition",
    biosBoot: "BIOS boot partition",
    bootable: "Bootable",
    largeSectors: "4096-byte sectors",
    hybrid: { gpt: "Hybrid with GPT", mbr: "Hybrid with MBR" },
    label: (label: string) => `Label ${label}`,
    version: (version: number) => `Version ${version}`,
    virtualSize: (size: string) => `Virtual size ${size}`,
    backingFile: (name: string) => `Backing file ${name}`,
    dataFile: "Data in another file",
    encrypted: "Encrypted",
    firstFile: (name: string) => `Holds ${name}`,
    compressedFrom: (name: string) => `Made from ${name}`,
    vmdk: { sparse: "Sparse", stream: "Stream-optimized", esx: "ESX sparse", descriptor: "Description only" },
    variant: { fixed: "Fixed size", dynamic: "Dynamic size", differencing: "Differences only" },
  },
  warnings: {
    disk: {
      noPartitions: "A machine is unlikely to boot this: its partition table is empty.",
      noBootPartition: "A machine is unlikely to boot this: no partition is marked for starting from.",
      damagedTable:
        "A machine is unlikely to boot this: the checksum of its partition table does not match, so the file may be damaged.",
      lacksGpt: "A machine is unlikely to boot this: it should have a GPT, and there is none.",
      largeSectors: "A machine is unlikely to boot this unless its disk has sectors of 4096 bytes.",
      cutOff: (end: string, size: string) =>
        `A machine is unlikely to boot this: it speaks of ${end}, and the file ends after ${size}, so it may be cut off.`,
    },
    isoNotBootable: "A machine is unlikely to boot this: the volume has no boot record.",
    convert: (format: string) =>
      `A machine is unlikely to boot ${format} as it is: make a raw disk of it first, with qemu-img convert -O raw.`,
    backingFile: (name: string) =>
      `A machine is unlikely to boot this: it holds only what differs from ${name}, so make a raw disk of both first, with qemu-img convert -O raw.`,
    differencing: (format: string) =>
      `A machine is unlikely to boot this: it holds only what differs from another ${format}, so make a raw disk of both first, with qemu-img convert -O raw.`,
    dataFile: "A machine is unlikely to boot this: the disk itself is in another file.",
    encrypted: (format: string) =>
      `A machine is unlikely to boot an encrypted ${format}: make a plain raw disk of it first, with qemu-img convert -O raw.`,
    fixedVhd:
      "A machine may boot this, but the VHD footer at its end is not part of the disk: make a raw disk to be sure.",
    compressed: (command: string) =>
      `A machine is unlikely to boot a compressed file: decompress it first, with ${command}.`,
    archive: "A machine is unlikely to boot an archive: take the disk image out of it first.",
    filesystem: "A machine is unlikely to boot a filesystem that has no partition table and no boot loader around it.",
    unrecognized: "A machine is unlikely to boot this: it does not begin like a disk image or an ISO.",
  },
} as const;
