// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace fuseboard::test {

/// The files of one directory as a disk may have them after a power cut: what was synced, and of the rest a random part,
/// torn at sectors. Names made, changed and removed are on disk only once the directory has been synced; of later ones a
/// random number, in order, as a journaling file system keeps them.
class TraceDisk {
public:
    /// `before`: the directory as it was, all on disk. `trace`: what the shim has seen since; its torn end is left out.
    TraceDisk(const std::filesystem::path& before, const std::filesystem::path& trace);

    /// Writes the files of one such disk into an empty directory.
    void leaveIn(const std::filesystem::path& directory, std::mt19937& random) const;

private:
    struct Write {
        std::int64_t offset = 0;
        std::string bytes;
        bool isCut = false; ///< the file ends at `offset`
    };
    struct File {
        std::string synced;
        std::vector<Write> waiting;
    };
    using Names = std::map<std::string, std::shared_ptr<File>>;
    struct Rename {
        std::string from, to; ///< nothing in `from`: made; nothing in `to`: removed
        std::shared_ptr<File> file;
        bool exchanges = false; ///< the two have changed places
    };

    void play(const std::string& trace);
    void change(const Rename& rename);
    File& named(const std::string& name);
    static void apply(Names& names, const Rename& rename);
    static void apply(std::string& content, const Write& write);
    static std::string contentAfterCut(const File& file, std::mt19937& random);

    Names m_now, m_onDisk;
    std::vector<Rename> m_waiting;
};

} // namespace fuseboard::test
