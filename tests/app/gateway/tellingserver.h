// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/proxystand.h"

#include <string>
#include <vector>

namespace fuseboard::test {

/// A request as a server has understood it.
struct Told {
    int number = 0; ///< the answer says `seen-NUMBER`
    std::string method, target, body;
};

/// A real server that tells every request it has read, at the latest when it answers. nginx and HAProxy read what is sent and
/// hand it on to one in Python, which tells it.
class TellingServer {
public:
    enum class Kind { nginx, haproxy, node, python };
    static const char* nameOf(Kind kind);
    /// Whether its programs are installed.
    static bool isThere(Kind kind);
    TellingServer(Kind kind, const std::filesystem::path& directory);
    ~TellingServer();
    TellingServer(const TellingServer&) = delete;
    TellingServer& operator=(const TellingServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// Adds what it has read since this was asked last.
    void addTold(std::vector<Told>& to);

private:
    std::vector<std::string> newLines();

    int m_file = -1;
    int m_looks = 0;
    std::string m_rest; ///< of a line that was not whole
    std::unique_ptr<bench::PinnedProgram> m_teller;
    std::unique_ptr<bench::NginxStand> m_nginx;
    std::unique_ptr<bench::HaproxyStand> m_haproxy;
    std::uint16_t m_port = 0;
};

} // namespace fuseboard::test
