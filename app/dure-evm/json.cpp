// The one place where Boost.JSON's sources are compiled for this program.
#include <boost/json/src.hpp>
