// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/client.h"

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace fuseboard::sandbox::test {

/// A directory that goes with the object.
class Scratch {
public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] std::filesystem::path path(const std::string& name = {}) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

/// fuseboard-sandbox as a process of its own; killed with the object if it still runs.
class Running {
public:
    explicit Running(std::vector<std::string> arguments);
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    /// The next line of its stdout; empty where there is none within 30 s.
    std::string line();
    void signal(int number) const;
    /// Its exit code once it has ended: -1 where a signal ended it, -2 where it did not end within 30 s.
    int wait();
    /// All of stderr; call after wait().
    [[nodiscard]] std::string errors() const;

private:
    pid_t m_pid = -1;
    int m_out = -1;
    std::string m_buffer;
    Scratch m_scratch;
};

/// A provider on a free port, with the keys that `setup` writes.
class RunningProvider {
public:
    explicit RunningProvider(const std::filesystem::path& directory, std::vector<std::string> more = {});
    std::string url;
    std::string upstreamKey, adminKey;
    Running process;
};

/// One request over a real socket. A cut answer has what had come as its body and `cut` set.
struct Answer {
    int status = 0;
    http::Headers headers;
    std::string body;
    bool cut = false;
};
Answer ask(const std::string& url, http::RequestHead head, std::string body = {});
Answer post(const std::string& url, const std::string& path, const std::string& key, std::string body);
Answer get(const std::string& url, const std::string& target, const std::string& key);

} // namespace fuseboard::sandbox::test
