// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/reportfile.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace fuseboard {
namespace {

Error unwritable(const std::filesystem::path& file)
{
    return {ErrorCode::fileUnwritable, file.string(), std::generic_category().message(errno)};
}

} // namespace

std::filesystem::path reportTarget(const std::filesystem::path& file, bool sandbox)
{
    if (!sandbox || file.stem().string().ends_with("-sandbox"))
        return file;
    return file.parent_path() / (file.stem().string() + "-sandbox" + file.extension().string());
}

Result<ReportFile> ReportFile::create(std::filesystem::path target)
{
    if (std::error_code error; std::filesystem::is_directory(target, error))
        return fail(ErrorCode::fileUnwritable, target.string(), "it is a directory");
    std::string name = target.string() + ".XXXXXX";
    const int descriptor = ::mkstemp(name.data());
    if (descriptor < 0)
        return std::unexpected(unwritable(target));
    ReportFile file(std::move(target), std::move(name), descriptor);
    struct stat old {};
    if (::stat(file.m_target.c_str(), &old) == 0 && ::fchmod(descriptor, old.st_mode & 07777) != 0)
        return file.failure();
    return file;
}

ReportFile::ReportFile(std::filesystem::path target, std::string name, int descriptor)
    : m_target(std::move(target))
    , m_name(std::move(name))
    , m_descriptor(descriptor)
{
}

ReportFile::ReportFile(ReportFile&& other) noexcept
    : m_target(std::move(other.m_target))
    , m_name(std::exchange(other.m_name, {}))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

ReportFile::~ReportFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_name.empty())
        ::unlink(m_name.c_str());
}

std::unexpected<Error> ReportFile::failure() const { return std::unexpected(unwritable(m_target)); }

Result<void> ReportFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            return failure();
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return {};
}

Result<void> ReportFile::commit()
{
    if (::fsync(m_descriptor) != 0)
        return failure();
    if (::close(std::exchange(m_descriptor, -1)) != 0 || ::rename(m_name.c_str(), m_target.c_str()) != 0)
        return failure();
    m_name.clear();
    return {};
}

Result<WrittenReport> writeReport(const std::filesystem::path& target, std::string_view text, int rows)
{
    return ReportFile::create(target)
        .and_then([&](ReportFile report) { return report.write(text).and_then([&] { return report.commit(); }); })
        .transform([&] { return WrittenReport {target, rows}; });
}

} // namespace fuseboard
