// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/pinnedprogram.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace fuseboard::bench {

inline constexpr const char* callerToken = "fb-bench-caller";

/// The gateway with one team that has a hard budget, whose ledger stands on a disk in `directory`.
class GatewayStand {
public:
    GatewayStand(const std::filesystem::path& directory, std::uint16_t provider, int processor);
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] const PinnedProgram& program() const { return *m_program; }

private:
    std::unique_ptr<PinnedProgram> m_program;
    std::uint16_t m_port = 0;
};

/// nginx with one worker that passes everything on over kept connections, and writes no log.
class NginxStand {
public:
    NginxStand(const std::filesystem::path& directory, std::uint16_t provider, int processor);
    [[nodiscard]] std::uint16_t port() const { return m_port; } ///< buffers answers, as it does unless told otherwise
    [[nodiscard]] std::uint16_t streamPort() const { return m_streamPort; } ///< `proxy_buffering off`
    [[nodiscard]] const PinnedProgram& program() const { return *m_program; }

private:
    std::unique_ptr<PinnedProgram> m_program;
    std::uint16_t m_port = 0, m_streamPort = 0;
};

/// HAProxy that passes everything on, with its own defaults.
class HaproxyStand {
public:
    HaproxyStand(const std::filesystem::path& directory, std::uint16_t provider, int processor);
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    std::unique_ptr<PinnedProgram> m_program;
    std::uint16_t m_port = 0;
};

/// Portkey's gateway on Node.js, as it is started by its own program.
class PortkeyStand {
public:
    /// Whether `./dev bench` has fetched it, and there is Node.js.
    static bool isThere();
    explicit PortkeyStand(int processor);
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] const PinnedProgram& program() const { return *m_program; }
    /// Fields of a call that it passes on to the provider at that port.
    static std::string fieldsFor(std::uint16_t provider);

private:
    std::unique_ptr<PinnedProgram> m_program;
    std::uint16_t m_port = 0;
};

} // namespace fuseboard::bench
