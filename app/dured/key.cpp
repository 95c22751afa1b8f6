// dured key: the manager's key under a password, in the JSON that Ethereum wallets exchange (Web3
// Secret Storage 3): a copy away from this machine, and the way back. No other key travels: a
// validator's on two machines would vote twice.
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <optional>
#include <string>

#include "arguments.hpp"
#include "chain/crypto/private_file.hpp"
#include "chain/crypto/web3_keystore.hpp"
#include "commands.hpp"
#include "home.hpp"

namespace dure::app {

namespace {

constexpr const char* kUsage =
    "usage: dured key export|import [--data-dir D] FILE\n"
    "The manager's key as a password-protected file that Ethereum wallets read (Web3 keystore 3),\n"
    "and back. The password is asked for, or is the first line of standard input.\n"
    "  export   writes FILE, which must not be there yet\n"
    "  import   takes the community's manager's key out of FILE into D, which has none\n";

constexpr std::size_t kLeastPassword = 8;
constexpr std::size_t kMostPassword = 1'024;

/// The terminal shows nothing of what is typed meanwhile.
class Unseen {
 public:
    Unseen() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    ~Unseen() {
        if (!is_changed_) return;
        static_cast<void>(::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_));
        std::fputc('\n', stderr);
    }

 private:
    termios before_{};
    bool is_changed_ = false;
};

/// A line of standard input, without its end; read byte by byte so that it lies nowhere else.
std::optional<chain::SecretBytes> read_line() {
    chain::SecretBytes room(kMostPassword);
    std::size_t size = 0;
    for (;;) {
        chain::Byte byte = 0;
        const auto n = ::read(STDIN_FILENO, &byte, 1);
        if (n < 0 || (n == 0 && size == 0)) return std::nullopt;
        if (n == 0 || byte == '\n') break;
        if (size == room.size()) return std::nullopt;
        room.span()[size++] = byte;
    }
    return chain::SecretBytes::copy_of(room.view().first(size));
}

std::optional<chain::SecretBytes> ask(const char* what) {
    if (::isatty(STDIN_FILENO) == 0) return read_line();
    std::fprintf(stderr, "%s: ", what);
    const Unseen unseen;
    return read_line();
}

int export_key(const Home& home, const std::string& file) {
    const auto key = home.manager_key();
    if (!key) return fail(key.error());
    const auto password = ask("New password for the file");
    if (!password || password->size() < kLeastPassword)
        return fail(
            {"the password must have at least " + std::to_string(kLeastPassword) + " characters"});
    if (::isatty(STDIN_FILENO) != 0) {
        const auto again = ask("Again");
        if (!again || !(*again == *password)) return fail({"the two are not the same"});
    }
    const auto text = chain::export_web3(*key, *password);
    if (!text) return fail({"cannot encrypt the key"});
    const chain::ByteView bytes(reinterpret_cast<const chain::Byte*>(text->data()), text->size());
    switch (chain::write_private_file(file, bytes, chain::OnExisting::refuse)) {
        case chain::WriteOutcome::exists:
            return fail({file + " is there already"});
        case chain::WriteOutcome::failed:
            return fail({"cannot write " + file});
        case chain::WriteOutcome::done:
            break;
    }
    std::printf("The manager's key of community %llu (%s) is in %s.\n",
                static_cast<unsigned long long>(home.genesis().chain_id),
                chain::to_hex(chain::address_of(*key)).c_str(), file.c_str());
    return 0;
}

int import_key(const Home& home, const std::string& file) {
    const auto text = chain::read_private_file(file, chain::kMaxWeb3FileSize);
    if (!text) return fail({"cannot read " + file});
    const auto password = ask("The file's password");
    if (!password) return fail({"a password is needed"});
    const auto key = chain::import_web3(text->text(), *password);
    if (!key) return fail({file + ": " + std::string(to_string(key.error()))});
    const auto& governance = home.genesis().governance;
    if (!governance || governance->manager != chain::address_of(*key))
        return fail({file + " holds the key of " + chain::to_hex(chain::address_of(*key)) +
                     ", who has not founded this community"});
    if (const auto trouble = home.keep_manager_key(*key)) return fail(*trouble);
    std::printf("%s has the manager's key now.\n", home.directory().c_str());
    return 0;
}

}  // namespace

int run_key(Words words) {
    const auto arguments = Arguments::parse(words, {"data-dir"}, {"help"});
    if (arguments && arguments->has("help")) {
        std::fputs(kUsage, stdout);
        return 0;
    }
    if (!arguments || arguments->rest().size() != 2) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    const auto home = Home::open(Home::directory_of(arguments->value("data-dir")));
    if (!home) return fail(home.error());
    if (arguments->rest()[0] == "export") return export_key(*home, arguments->rest()[1]);
    if (arguments->rest()[0] == "import") return import_key(*home, arguments->rest()[1]);
    std::fputs(kUsage, stderr);
    return 2;
}

}  // namespace dure::app
