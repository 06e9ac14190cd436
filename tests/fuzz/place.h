// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>

namespace fuseboard::test {

/// One file in a directory of this process, in memory where the system has one: a disk's syncs are not what is tried here.
class Place {
public:
    explicit Place(std::string name)
        : m_name(std::move(name))
    {
        const bool inMemory = ::access("/dev/shm", W_OK) == 0;
        std::string directory =
            (inMemory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path()) / "fbfuzzXXXXXX";
        m_directory = ::mkdtemp(directory.data());
    }
    ~Place()
    {
        std::error_code ignored; // what is left in a temporary directory harms nothing
        std::filesystem::remove_all(m_directory, ignored);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    [[nodiscard]] std::filesystem::path file() const { return m_directory / m_name; }
    void write(const std::string& bytes) const
    {
        for (const char* log : {"-wal", "-shm", "-journal"})
            ::unlink((file().string() + log).c_str());
        std::ofstream(file(), std::ios::binary | std::ios::trunc) << bytes;
    }
    [[nodiscard]] std::string bytes() const
    {
        std::ostringstream out;
        out << std::ifstream(file(), std::ios::binary).rdbuf();
        return std::move(out).str();
    }

private:
    std::filesystem::path m_directory;
    std::string m_name;
};

/// What is said of a file names places in it; how it was read does not.
inline std::string withoutDigits(std::string text)
{
    std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return text.substr(0, 60);
}

} // namespace fuseboard::test
